//! What differs between two results, in the words of one language.

use crate::language::{Argument, Catalogue, Language};
use crate::report::diff::{
    DiffView, HoldersChangeView, KnownBy, MarkChangeView, ResultChangeView, RuleChangeView, RuleLineView, Side,
};
use crate::report::passage::{Passage, PassageColumn, PassageTable};
use crate::report::{OutcomeView, Sentences};

/// What differs, in words, fit for the protocol of the amended result.
#[must_use]
pub fn diff_passages(diff: &DiffView, was: &Side, now: &Side, language: Language) -> Vec<Passage> {
    let catalogue = Catalogue::new(language);
    let writer = Writer {
        diff,
        catalogue: &catalogue,
        was: Sentences::new(&was.report, &catalogue),
        now: Sentences::new(&now.report, &catalogue),
    };
    writer.all()
}

struct Writer<'w> {
    diff: &'w DiffView,
    catalogue: &'w Catalogue,
    was: Sentences<'w>,
    now: Sentences<'w>,
}

impl Writer<'_> {
    fn all(&self) -> Vec<Passage> {
        let (diff, language) = (self.diff, self.catalogue.language());
        let sides = vec![("was", diff.was.label.as_str().into()), ("now", diff.now.label.as_str().into())];
        let mut passages = vec![
            Passage::heading(1, format!("{}: {}", self.plain("diff-label"), diff.contest.get(language))),
            Passage::line(self.text("diff-sides", sides)),
        ];
        if !diff.differs {
            passages.push(Passage::line(self.plain("diff-same")));
        }
        for (side, say) in [(&diff.was, &self.was), (&diff.now, &self.now)] {
            let open = say.why_not_final();
            if !open.is_empty() {
                let values = vec![("side", side.label.as_str().into()), ("list", open.join("; ").into())];
                passages.push(Passage::line(self.text("diff-not-final", values)));
            }
        }
        passages.extend(self.rules());
        passages.extend(self.marks());
        passages.extend(self.other_inputs());
        passages.extend(self.results());
        for (label, all) in [("awards-label", &diff.awards), ("nominations-label", &diff.nominations)] {
            if !all.is_empty() {
                passages.push(Passage::heading(2, self.plain(label)));
            }
            passages.extend(all.iter().map(|change| Passage::line(self.holders(change))));
        }
        passages
    }

    fn text(&self, key: &str, values: Vec<(&'static str, Argument)>) -> String {
        self.catalogue.text(key, &values)
    }

    fn plain(&self, key: &str) -> String {
        self.text(key, Vec::new())
    }

    fn rules(&self) -> Vec<Passage> {
        if self.diff.rules.is_empty() {
            return Vec::new();
        }
        // Line beside line; those for which the other rules have none stand alone.
        let line = |line: Option<&RuleLineView>| {
            line.map(|line| format!("{}: {}", line.line, line.text.trim())).unwrap_or_default()
        };
        let beside = |change: &RuleChangeView| -> Vec<Vec<String>> {
            let count = change.was.len().max(change.now.len());
            (0..count).map(|at| vec![line(change.was.get(at)), line(change.now.get(at))]).collect()
        };
        let rows = self.diff.rules.iter().flat_map(beside).collect();
        let columns = vec![self.texts("explanation-before"), self.texts("explanation-after")];
        vec![Passage::Table(PassageTable { title: self.plain("diff-rules"), columns, rows })]
    }

    fn marks(&self) -> Vec<Passage> {
        if self.diff.marks.is_empty() {
            return Vec::new();
        }
        let said = |said: &Option<String>| match said.as_deref() {
            None => "–".to_owned(),
            Some(word @ ("recused" | "absent" | "nothing")) => self.plain(&format!("gap-{word}")),
            Some(mark) => self.catalogue.language().number(mark),
        };
        let row = |change: &MarkChangeView| {
            let criterion = self.now.criterion_title(&change.cell.stage, &change.cell.criterion);
            vec![
                self.now.name(&change.cell.participant),
                self.now.juror(&change.cell.juror),
                criterion,
                said(&change.was),
                said(&change.now),
                change.now_at.clone().or_else(|| change.was_at.clone()).unwrap_or_default(),
            ]
        };
        let columns = vec![
            self.texts("column-name"),
            self.texts("juror-label"),
            self.texts("criterion-label"),
            self.numbers("explanation-before"),
            self.numbers("explanation-after"),
            self.texts("explanation-cell"),
        ];
        let rows = self.diff.marks.iter().map(row).collect();
        vec![Passage::Table(PassageTable { title: self.plain("diff-marks"), columns, rows })]
    }

    /// Files that differ beside those of which every line or cell is shown.
    fn other_inputs(&self) -> Option<Passage> {
        let (rules, marks) = (!self.diff.rules.is_empty(), !self.diff.marks.is_empty());
        let shown = |path: &str| (rules && path == "contest.yaml") || (marks && path.starts_with("scores/"));
        let others: Vec<&str> =
            self.diff.inputs.iter().map(|input| input.path.as_str()).filter(|path| !shown(path)).collect();
        (!others.is_empty()).then(|| Passage::line(self.text("diff-inputs", vec![("list", others.join(", ").into())])))
    }

    fn results(&self) -> Vec<Passage> {
        let mut stages: Vec<&str> = Vec::new();
        for result in &self.diff.results {
            if !stages.contains(&result.change.stage.as_str()) {
                stages.push(&result.change.stage);
            }
        }
        let table = |stage: &str| {
            let own = self.diff.results.iter().filter(|result| result.change.stage == stage);
            let row = |result: &ResultChangeView| {
                vec![
                    result.name.clone(),
                    self.outcome(&self.was, result.change.was.as_ref()),
                    self.outcome(&self.now, result.change.now.as_ref()),
                    self.cause(result),
                ]
            };
            let columns = vec![
                self.texts("column-name"),
                self.texts("explanation-before"),
                self.texts("explanation-after"),
                self.texts("diff-column-cause"),
            ];
            Passage::Table(PassageTable { title: self.stage(stage), columns, rows: own.map(row).collect() })
        };
        stages.into_iter().map(table).collect()
    }

    /// The name of a stage that one of the results may not have.
    fn stage(&self, id: &str) -> String {
        let found = self.now.stage_title(id);
        if found == id { self.was.stage_title(id) } else { found }
    }

    fn outcome(&self, say: &Sentences, outcome: Option<&OutcomeView>) -> String {
        say.outcome(outcome)
    }

    fn cause(&self, result: &ResultChangeView) -> String {
        let words: Vec<String> =
            result.causes.iter().map(|cause| self.plain(&format!("cause-{}", cause.word()))).collect();
        let list = vec![("list", Argument::from(words.join(", ")))];
        match result.known_by {
            KnownBy::Only | KnownBy::Recount => words.join(", "),
            KnownBy::Together => self.text("cause-together", list),
            KnownBy::Unknown if result.causes.is_empty() => "–".to_owned(),
            KnownBy::Unknown => self.text("cause-unknown", list),
        }
    }

    fn holders(&self, change: &HoldersChangeView) -> String {
        let names = |names: &Option<Vec<String>>| match names.as_deref() {
            None => "–".to_owned(),
            Some([]) => self.plain("nobody"),
            Some(names) => names.join(", "),
        };
        let title = change.title.get(self.catalogue.language());
        format!("{title}: {} → {}", names(&change.was), names(&change.now))
    }

    fn texts(&self, key: &str) -> PassageColumn {
        PassageColumn::texts(self.plain(key))
    }

    fn numbers(&self, key: &str) -> PassageColumn {
        PassageColumn::numbers(self.plain(key))
    }
}
