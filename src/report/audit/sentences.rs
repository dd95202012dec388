//! An audit in sentences, each in the three languages.

use crate::audit::{Coefficient, Equality, Lack, NoChange, NoComparison, StageAudit, Stake};
use crate::contest::{JurorIndex, JurorMarks, StageIndex};
use crate::language::{Argument, Arguments, Catalogue, Language, Title};
use crate::report::audit::{Audited, CellView, ChangeOfMark, OtherHoldersView, StandingAuditView};
use crate::report::{AwardView, NominationView, Sentences};

/// Kendall's W from which agreement is strong, and from which moderate (Schmidt, Decision Sciences 28, 1997).
const KENDALL: (f64, f64) = (0.7, 0.5);

/// Krippendorff's alpha from which data are reliable, and from which tentatively so (Krippendorff 2004).
const KRIPPENDORFF: (f64, f64) = (0.8, 0.667);

/// Says what an audit found.
pub(super) struct Speaker<'a> {
    audited: Audited<'a>,
    catalogues: Vec<Catalogue>,
}

/// Speaks one language.
struct Say<'s> {
    audited: Audited<'s>,
    catalogue: &'s Catalogue,
    sentences: Sentences<'s>,
}

impl<'a> Speaker<'a> {
    pub(super) fn new(audited: Audited<'a>) -> Self {
        Speaker { audited, catalogues: Language::ALL.into_iter().map(Catalogue::new).collect() }
    }

    fn each(&self, say: impl Fn(&Say) -> String) -> Title {
        let text = |catalogue| {
            let sentences = Sentences::new(self.audited.report, catalogue);
            let own = Say { audited: self.audited, catalogue, sentences };
            (Catalogue::language(catalogue), capital(&say(&own)))
        };
        Title::each(self.catalogues.iter().map(text).collect())
    }

    /// The juror's id; a number where jurors are not named.
    pub(super) fn juror_id(&self, juror: JurorIndex) -> String {
        let contest = self.audited.contest;
        match self.audited.jurors {
            JurorMarks::Named => contest.juror(juror).id.clone(),
            JurorMarks::Anonymous => {
                let before = contest.jury[..juror.0].iter().filter(|each| each.role.votes());
                (before.count() + 1).to_string()
            }
            JurorMarks::Hidden => String::new(),
        }
    }

    pub(super) fn stage(&self, stage: &StageAudit, standings: &[StandingAuditView]) -> Title {
        self.each(|say| say.stage(stage, standings))
    }

    pub(super) fn place(&self, standing: &StandingAuditView, equality: Option<Equality>) -> Title {
        self.each(|say| say.place(standing, equality))
    }

    pub(super) fn award(&self, award: &AwardView, without: &[OtherHoldersView]) -> Title {
        let keys = ("audit-award-holds", "audit-award-hangs");
        self.each(|say| say.distinction(award.decision, without, keys))
    }

    pub(super) fn nomination(&self, nomination: &NominationView, without: &[OtherHoldersView]) -> Title {
        let keys = ("audit-nomination-holds", "audit-nomination-hangs");
        self.each(|say| say.distinction(nomination.decision, without, keys))
    }

    pub(super) fn hinge(&self, stake: Stake, change: Option<&ChangeOfMark>, none: Option<NoChange>) -> Title {
        self.each(|say| match (change, none) {
            (Some(change), _) => say.change(stake, change),
            (None, none) => say.plain(&format!("audit-{}", none.unwrap_or(NoChange::NoneAlters).word())),
        })
    }

    pub(super) fn far(&self, cell: &CellView, mark: &str, others: f64) -> Title {
        self.each(|say| {
            let values = vec![("mark", number(mark)), ("others", number(&format!("{others:.2}")))];
            say.text("audit-far", [say.cell(cell), values].concat())
        })
    }

    pub(super) fn no_comparison(&self, reason: NoComparison) -> Title {
        self.each(|say| say.no_comparison(reason))
    }
}

impl Say<'_> {
    fn text(&self, key: &str, arguments: Arguments) -> String {
        self.catalogue.text(key, &arguments)
    }

    fn plain(&self, key: &str) -> String {
        self.text(key, Vec::new())
    }

    fn title(&self, stage: StageIndex) -> Argument {
        Argument::from(&self.audited.contest.stage(stage).title)
    }

    fn names(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.sentences.name(id)).collect::<Vec<_>>().join(", ")
    }

    /// The juror by name, by number, or not at all.
    fn juror(&self, id: &str) -> String {
        match self.audited.jurors {
            JurorMarks::Named => self.sentences.juror(id),
            JurorMarks::Anonymous => self.text("juror-number", vec![("number", id.into())]),
            JurorMarks::Hidden => self.plain("audit-a-juror"),
        }
    }

    fn stage(&self, stage: &StageAudit, standings: &[StandingAuditView]) -> String {
        let mut parts = Vec::new();
        if let Some(marking) = &stage.marking {
            let counts = vec![("entries", marking.entries.into()), ("jurors", marking.jurors.len().into())];
            parts.push(self.text("audit-judged", counts));
            parts.push(self.agreement(&marking.agreement));
        }
        if let Some(nearest) = self.nearest(standings) {
            parts.push(nearest);
        }
        parts.extend(self.passing(stage, standings));
        if parts.is_empty() {
            parts.push(self.text("audit-placed", vec![("entries", standings.len().into())]));
        }
        format!("{}.", parts.join("; "))
    }

    fn agreement(&self, all: &[(Coefficient, Result<f64, Lack>)]) -> String {
        let of = |wanted: Coefficient| all.iter().find(|(each, _)| *each == wanted).map(|(_, value)| *value);
        let measures = [(Coefficient::KendallW, KENDALL), (Coefficient::AlphaOrdinal, KRIPPENDORFF)];
        let found = measures.iter().find_map(|(each, levels)| Some((*each, of(*each)?.ok()?, *levels)));
        let Some((coefficient, value, (strong, moderate))) = found else {
            let lack = of(Coefficient::AlphaOrdinal).and_then(Result::err).unwrap_or(Lack::OneJuror);
            let reason = self.plain(&format!("lack-{}", lack.word()));
            return self.text("audit-agreement-unknown", vec![("reason", reason.into())]);
        };
        let key = match value {
            value if value >= strong => "audit-agreement-strong",
            value if value >= moderate => "audit-agreement-moderate",
            _ => "audit-agreement-weak",
        };
        let measure = self.plain(&format!("coefficient-{}", coefficient.word()));
        self.text(key, vec![("measure", measure.into()), ("value", number(&format!("{value:.2}")))])
    }

    /// Who is nearest to what decides who passes.
    fn nearest(&self, standings: &[StandingAuditView]) -> Option<String> {
        let to_bound = |standing: &StandingAuditView| {
            let all = standing.bounds.iter().filter_map(|bound| crate::score::Score::parse(&bound.exact).ok());
            all.map(|difference| difference.abs()).min()
        };
        let (standing, difference) = standings
            .iter()
            .filter_map(|standing| Some((standing, to_bound(standing)?)))
            .min_by(|one, other| one.1.cmp(&other.1))?;
        let name = ("name", standing.name.as_str().into());
        let difference = ("difference", number(&super::visible(&difference)));
        let passed = ("passed", if standing.passed == Some(true) { "yes" } else { "no" }.into());
        Some(self.text("audit-nearest", vec![name, difference, passed]))
    }

    /// Whether those who pass would pass without any one juror.
    fn passing(&self, stage: &StageAudit, standings: &[StandingAuditView]) -> Option<String> {
        if standings.iter().all(|standing| standing.passed.is_none()) {
            return None;
        }
        let mut list = Vec::new();
        for without in &self.audited.audit.without {
            let difference = match &without.outcome {
                Ok(difference) => difference,
                Err(reason) => {
                    let reason = self.no_comparison(*reason);
                    return Some(self.text("audit-without-unknown", vec![("reason", reason.into())]));
                }
            };
            let others = difference.standings.iter().filter(|other| other.stage == stage.stage);
            let mut changed = Vec::new();
            for other in others {
                let id = &self.audited.contest.entry(other.entry).id;
                let was =
                    standings.iter().find(|standing| standing.participant == *id).and_then(|standing| standing.passed);
                if was.is_some() && was != other.passed {
                    let key = if other.passed == Some(true) { "audit-would-pass" } else { "audit-would-not-pass" };
                    changed.push(self.text(key, vec![("name", self.sentences.name(id).into())]));
                }
            }
            if !changed.is_empty() {
                list.push(format!("{} – {}", self.juror(&self.id_of(without.juror)), changed.join(", ")));
            }
        }
        Some(match list.as_slice() {
            [] => self.plain("audit-pass-holds"),
            list => self.text("audit-pass-hangs", vec![("list", list.join("; ").into())]),
        })
    }

    fn id_of(&self, juror: JurorIndex) -> String {
        Speaker { audited: self.audited, catalogues: Vec::new() }.juror_id(juror)
    }

    fn place(&self, standing: &StandingAuditView, equality: Option<Equality>) -> String {
        let margin = match (equality, &standing.below) {
            (Some(Equality::Shared), _) => self.plain("audit-shared"),
            (Some(Equality::Open), _) => self.plain("audit-equal-open"),
            (Some(Equality::Decided), _) => self.plain("audit-equal-decided"),
            (Some(Equality::Rule), _) => self.plain("audit-equal-rule"),
            (None, None) => self.plain("audit-last"),
            (None, Some(below)) => self.text("audit-margin", vec![("difference", number(&below.difference))]),
        };
        let differing: Vec<String> = standing
            .without
            .iter()
            .filter(|other| other.place.as_ref() != Some(&standing.place))
            .map(|other| {
                let place = other.place.as_deref().map(|place| self.catalogue.language().number(place));
                format!("{} – {}", self.juror(&other.juror), place.unwrap_or_else(|| self.plain("audit-no-place")))
            })
            .collect();
        let unknown = self.audited.audit.without.iter().find_map(|without| without.outcome.as_ref().err());
        let without = match (differing.as_slice(), unknown) {
            ([], Some(reason)) => {
                self.text("audit-without-unknown", vec![("reason", self.no_comparison(*reason).into())])
            }
            ([], None) => self.plain("audit-place-holds"),
            (list, _) => self.text("audit-place-hangs", vec![("list", list.join("; ").into())]),
        };
        let values = vec![
            ("place", number(&standing.place)),
            ("name", standing.name.as_str().into()),
            ("score", number(&standing.score)),
            ("margin", margin.into()),
            ("without", without.into()),
        ];
        self.text("audit-place", values)
    }

    /// Whether an award or a nomination hangs on any one juror; `keys` say that it does not, and that it does.
    fn distinction(&self, decision: Option<usize>, without: &[OtherHoldersView], keys: (&str, &str)) -> String {
        if decision.is_some() {
            return self.plain("audit-decided");
        }
        let unknown = self.audited.audit.without.iter().find_map(|without| without.outcome.as_ref().err());
        let list: Vec<String> = without
            .iter()
            .map(|other| {
                let holders = match (other.open, other.holders.as_slice()) {
                    (true, _) => self.plain("audit-jury-decides"),
                    (false, []) => self.plain("nobody"),
                    (false, holders) => self.names(holders),
                };
                format!("{} – {holders}", self.juror(&other.juror))
            })
            .collect();
        match (list.as_slice(), unknown) {
            ([], Some(reason)) => {
                self.text("audit-without-unknown", vec![("reason", self.no_comparison(*reason).into())]) + "."
            }
            ([], None) => self.plain(keys.0),
            (list, _) => self.text(keys.1, vec![("list", list.join("; ").into())]),
        }
    }

    fn change(&self, stake: Stake, change: &ChangeOfMark) -> String {
        let (gains, loses) = match stake {
            Stake::Pass(_) => ("audit-gains-pass", "audit-loses-pass"),
            Stake::First(_) => ("audit-gains-first", "audit-loses-first"),
            Stake::Award(_) | Stake::Nomination(_) => ("audit-gains-award", "audit-loses-award"),
        };
        let effect = |key: &str, ids: &[String]| {
            (!ids.is_empty()).then(|| self.text(key, vec![("names", self.names(ids).into())]))
        };
        let open = change.open.then(|| self.plain("audit-opens"));
        let effects = [effect(gains, &change.gains), effect(loses, &change.loses), open];
        let effects: Vec<String> = effects.into_iter().flatten().collect();
        let values =
            vec![("was", number(&change.was)), ("now", number(&change.now)), ("effect", effects.join("; ").into())];
        self.text("audit-change", [self.cell(&change.cell), values].concat())
    }

    fn cell(&self, cell: &CellView) -> Arguments {
        let contest = self.audited.contest;
        let stage = contest.rules.find_stage(&cell.stage).map(|stage| contest.stage(stage));
        let criterion = stage.and_then(|stage| stage.criteria().iter().find(|each| each.id == cell.criterion));
        let criterion =
            criterion.map_or_else(|| Argument::from(cell.criterion.as_str()), |each| Argument::from(&each.title));
        let attempt = cell.attempt.map_or_else(|| "none".to_owned(), |attempt| attempt.to_string());
        vec![
            ("cell", if cell.place.is_empty() { "none" } else { &cell.place }.into()),
            ("juror", self.juror(&cell.juror).into()),
            ("name", self.sentences.name(&cell.participant).into()),
            ("criterion", criterion),
            ("attempt", attempt.into()),
        ]
    }

    fn no_comparison(&self, reason: NoComparison) -> String {
        let stage = match reason {
            NoComparison::OnlyJuror(stage) | NoComparison::SumAgainstPoints(stage) => {
                vec![("stage", self.title(stage))]
            }
            NoComparison::NothingToCount => Vec::new(),
        };
        self.text(&format!("audit-{}", reason.word()), stage)
    }
}

fn number(with_point: &str) -> Argument {
    Argument::Number(with_point.to_owned())
}

/// The text with a capital first letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
