//! Rules under rehearsal, with the people and columns that they speak of.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::contest::{Axis, Contest, Per, Role, Rules, Stage};
use crate::definition::{
    self, Change, Definition, LinkDefinition, NumberDefinition, OperationDefinition, Outline, StageDefinition,
    StepDefinition,
};
use crate::diagnostic::Diagnostic;
use crate::language::{Alphabet, Language};
use crate::rehearsal::example::{Example, Size, dealt, id, letter, levels};
use crate::score::Score;
use crate::source::Sources;
use crate::validate::{Amendments, Checked, Reading, check};

/// The file that holds the rules.
pub const RULES: &str = "contest.yaml";

/// Columns that every list of participants has.
const OWN_COLUMNS: [&str; 6] = ["id", "name", "organisation", "track", "submitted", "status"];

/// Rules that can be tried.
pub struct Setting {
    sources: Sources,
    outline: Outline,
    definition: Definition,
    /// Jurors whom the rules name.
    named: Vec<String>,
    panels: Vec<String>,
    /// Columns of `participants.csv` that the rules speak of.
    columns: Vec<String>,
    track: String,
    /// The contests that stand for a size, once they were asked for.
    contests: RefCell<BTreeMap<Size, Option<(Contest, Example)>>>,
}

/// A member of a jury that nobody has appointed.
pub struct Seat {
    /// The id.
    pub id: String,
    /// Whether it is the chair's.
    pub chair: bool,
    /// The panel, where the rules speak of panels.
    pub panel: Option<String>,
}

impl Setting {
    /// Reads rules.
    ///
    /// # Errors
    /// The text is not YAML, or not the rules of a contest.
    pub fn read(text: &str) -> Result<Self, (Sources, Vec<Diagnostic>)> {
        let mut sources = Sources::default();
        let (file, _) = sources.add(RULES, text.as_bytes());
        match Outline::read(&sources, file) {
            Ok(outline) => {
                let (definition, faults) = definition::decode(&sources, file, &[]);
                match definition.filter(|_| faults.is_empty()) {
                    Some(definition) => Ok(Setting::new(sources, outline, definition)),
                    None => Err((sources, faults)),
                }
            }
            Err(fault) => Err((sources, vec![fault])),
        }
    }

    fn new(sources: Sources, outline: Outline, definition: Definition) -> Self {
        let mut own = Setting {
            sources,
            outline,
            named: Vec::new(),
            panels: Vec::new(),
            columns: Vec::new(),
            track: String::new(),
            contests: RefCell::default(),
            definition,
        };
        let mut columns: Vec<String> = Vec::new();
        let definition = &own.definition;
        for stage in definition.stages.iter().chain(&definition.ranking) {
            let within = stage.pass.iter().flat_map(|pass| &pass.ways).filter_map(|way| way.within.as_ref());
            columns.extend(stage.within.iter().chain(within).map(|column| column.value.clone()));
            for link in links(stage) {
                let measured = link.highest.iter().chain(&link.lowest).map(|name| name.value.clone());
                columns.extend(measured.filter(|name| !definition.stages.iter().any(|stage| has_number(stage, name))));
                own.named.extend(link.jurors.iter().map(|name| name.value.clone()));
            }
            for name in weighed(stage) {
                let is_known = stage_names(definition, stage).contains(&name);
                match stage_folds_panels(stage) {
                    _ if is_known => {}
                    true => own.panels.push(name),
                    false => own.named.push(name),
                }
            }
            let tracks = stage.criteria.iter().flatten().flatten().filter_map(|criterion| criterion.tracks.as_ref());
            if own.track.is_empty() {
                own.track = tracks.flatten().next().cloned().unwrap_or_default();
            }
        }
        columns
            .extend(definition.nominations.iter().filter_map(|each| each.within.as_ref()).map(|own| own.value.clone()));
        columns.extend(definition.one_per.iter().map(|column| column.value.clone()));
        columns.extend(definition.publish.fields.iter().map(|column| column.value.clone()));
        columns.retain(|column| !OWN_COLUMNS.contains(&column.as_str()));
        columns.sort_unstable();
        columns.dedup();
        own.columns = columns;
        let roles = [Role::Chair.word(), Role::Member.word(), "others"];
        own.named.retain(|name| !roles.contains(&name.as_str()));
        own.panels.retain(|name| name != "others");
        for names in [&mut own.named, &mut own.panels] {
            names.sort_unstable();
            names.dedup();
        }
        own
    }

    /// The same rules with some lines changed; nothing if they are then no rules.
    #[must_use]
    pub fn with(&self, changes: &[Change]) -> Option<Self> {
        Setting::read(&self.outline.with(changes).to_yaml()).ok()
    }

    /// The lines of the rules.
    #[must_use]
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The text of the rules.
    #[must_use]
    pub fn text(&self) -> &str {
        self.sources.text(self.outline.file())
    }

    /// The text, for the places of lines in it.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The rules as they are written.
    #[must_use]
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// Whether the line is written.
    #[must_use]
    pub fn says(&self, path: &str) -> bool {
        self.outline.says(path)
    }

    /// The fewest jurors that the rules can do with: those whom they name, one of each panel.
    #[must_use]
    pub fn fewest_jurors(&self) -> usize {
        (self.named.len() + usize::from(!self.named.is_empty())).max(self.panels.len()).max(1)
    }

    /// The fewest jurors with whose marks every stage has a score: as many as it needs, and one more than are left out.
    #[must_use]
    pub fn fewest_marks(&self) -> usize {
        let of_step = |step: &StepDefinition| {
            let OperationDefinition::Fold { axis: Axis::Jurors, needs, drop, .. } = &step.operation else { return 1 };
            let dropped = drop.as_ref().map(|drop| (drop, (&drop.highest + &drop.lowest).floor().unwrap_or(0)));
            let all = dropped.filter(|(drop, dropped)| drop.applies_to(*dropped)).map_or(0, |(_, dropped)| dropped);
            (*needs).max(all + 1)
        };
        let stages = self.definition.stages.iter().chain(&self.definition.ranking);
        stages.flat_map(StageDefinition::steps).map(of_step).max().unwrap_or(1).max(self.fewest_jurors())
    }

    /// The track of every entry.
    #[must_use]
    pub fn track(&self) -> &str {
        &self.track
    }

    /// Whether the jury decides who passes the stage, whatever the scores.
    #[must_use]
    pub fn decides_who_passes(&self, stage: &str) -> bool {
        let all = self.definition.stages.iter().chain(&self.definition.ranking);
        let own = all.filter(|each| each.id.value == stage).find_map(|each| each.pass.as_ref());
        own.is_some_and(|pass| pass.ways.is_empty())
    }

    /// The jury: the chair first, then by id, as the tool lists them.
    #[must_use]
    pub fn seats(&self, size: Size) -> Vec<Seat> {
        let others = size.jurors.saturating_sub(self.named.len());
        let mut ids: Vec<String> = self.named.iter().take(size.jurors).cloned().collect();
        ids.extend((1..=others).map(|number| format!("juror-{number}")));
        let alphabet = Alphabet::new(Language::En);
        ids.sort_by(|one, other| alphabet.compare(one, other));
        let seat = |(index, id): (usize, String)| {
            let panel = (!self.panels.is_empty()).then(|| self.panels[index % self.panels.len()].clone());
            Seat { id, chair: index == 0, panel }
        };
        ids.into_iter().enumerate().map(seat).collect()
    }

    /// `participants.csv`, every entry alike in all but its name.
    #[must_use]
    pub fn participants(&self, size: Size) -> String {
        let one_per = self.definition.one_per.as_ref().map(|column| column.value.as_str());
        let mut text = format!("id;name;organisation;track;submitted;status;{}\n", self.columns.join(";"));
        for entry in 0..size.entries {
            let number = (entry + 1).to_string();
            let track = if self.track.is_empty() && one_per == Some("track") { &number } else { &self.track };
            let own = self.columns.iter().map(|column| if one_per == Some(column) { &number } else { "1" });
            let own = own.collect::<Vec<_>>().join(";");
            text += &format!("{};{};{number};{track};;eligible;{own}\n", id(entry), letter(entry));
        }
        // Without columns of its own the header would end in a delimiter.
        if self.columns.is_empty() { text.replace(";\n", "\n") } else { text }
    }

    /// `numbers/STAGE.csv`, the same for every entry.
    #[must_use]
    pub fn numbers(&self, stage: &StageDefinition, entries: &[usize]) -> String {
        let of = |per| stage.numbers.iter().any(|number| number.per == per);
        let ids: Vec<&str> = stage.numbers.iter().map(|number| number.id.value.as_str()).collect();
        let member: &[&str] = match (of(Per::Attempt), of(Per::Panel)) {
            (true, _) => &["attempt"],
            (false, true) => &["panel"],
            (false, false) => &[],
        };
        let members: Vec<String> = match member {
            ["attempt"] => (1..=stage.attempts).map(|attempt| format!("{attempt};")).collect(),
            ["panel"] => self.panels.iter().map(|panel| format!("{panel};")).collect(),
            _ => vec![String::new()],
        };
        let header = [&["participant"], member, &ids].concat().join(";");
        let mut text = header + "\n";
        for entry in entries {
            for (index, member) in members.iter().enumerate() {
                // An entry's own number stands in its first row.
                let cell = |number: &NumberDefinition| {
                    if index > 0 && number.per == Per::Entry { "" } else { "1" }
                };
                let cells: Vec<&str> = stage.numbers.iter().map(cell).collect();
                text += &format!("{};{member}{}\n", id(*entry), cells.join(";"));
            }
        }
        text
    }

    /// An example in which all marks are as high as they go.
    fn full(&self, rules: &Rules, size: Size) -> Example {
        let of_stage = |stage: &Stage| {
            let criteria = stage.criteria().iter().filter(|criterion| criterion.is_for(&self.track));
            let columns: Vec<Vec<Score>> = criteria
                .map(|criterion| {
                    let highest = levels(&criterion.marks).into_iter().next().unwrap_or(Score::integer(0));
                    dealt(&criterion.marks, &vec![highest; size.entries])
                })
                .collect();
            let row = |entry: usize| columns.iter().map(|column| column[entry].clone()).collect::<Vec<Score>>();
            (0..size.entries).map(|entry| vec![row(entry); size.jurors]).collect()
        };
        let marks = rules.stages.iter().map(of_stage).collect();
        Example { size, marks, away: None, ballots: Vec::new(), present: None }
    }

    /// What comes of reading the rules with a jury and a field of this size, and marks that are valid.
    #[must_use]
    pub fn check(&self, size: Size) -> Checked {
        let reading = Reading { until: None, amendments: Amendments::All };
        let known = self.contests.borrow().values().flatten().next().map(|(contest, _)| contest.rules.clone());
        if let Some(rules) = known {
            return check(&self.full(&rules, size).files(self, Some(&rules), None), reading);
        }
        // Without the rules resolved nobody knows the sheets; a folder without sheets says what the rules are.
        let bare = Example { size, marks: Vec::new(), away: None, ballots: Vec::new(), present: None };
        let checked = check(&bare.files(self, None, None), reading);
        match &checked.contest {
            Some(contest) => {
                let example = self.full(&contest.rules, size);
                check(&example.files(self, Some(&contest.rules), None), reading)
            }
            None => checked,
        }
    }

    /// A contest of this size in which everything but the marks stands.
    #[must_use]
    pub fn contest(&self, size: Size) -> Option<(Contest, Example)> {
        if let Some(known) = self.contests.borrow().get(&size) {
            return known.clone();
        }
        let contest = self.check(size).contest;
        let found = contest.map(|contest| {
            let example = self.full(&contest.rules, size);
            (contest, example)
        });
        self.contests.borrow_mut().insert(size, found.clone());
        found
    }
}

/// Every link of a stage's ties, inside of steps too.
fn links(stage: &StageDefinition) -> impl Iterator<Item = &LinkDefinition> {
    stage.all_ties().flat_map(|ties| &ties.links)
}

/// The names that steps weigh.
fn weighed(stage: &StageDefinition) -> Vec<String> {
    let names = |step: &StepDefinition| {
        let (OperationDefinition::Fold { weights: Some(names), .. } | OperationDefinition::TimesNames(names)) =
            &step.operation
        else {
            return Vec::new();
        };
        names.iter().map(|(name, _)| name.value.clone()).collect()
    };
    stage.steps().iter().flat_map(names).collect()
}

fn has_number(stage: &StageDefinition, name: &str) -> bool {
    stage.numbers.iter().any(|number| number.id.value == name)
}

/// The names of a stage's criteria and of all stages: what weights speak of beside jurors and panels.
fn stage_names(definition: &Definition, stage: &StageDefinition) -> Vec<String> {
    let criteria = stage.criteria.iter().flatten().flatten().map(|criterion| criterion.id.value.clone());
    criteria.chain(definition.stage_ids()).chain([Role::Chair.word(), "others"].map(str::to_owned)).collect()
}

fn stage_folds_panels(stage: &StageDefinition) -> bool {
    let folds = |step: &StepDefinition| matches!(step.operation, OperationDefinition::Fold { axis: Axis::Panels, .. });
    stage.steps().iter().any(folds)
}
