//! Awards and nominations with every name resolved.

use crate::contest::{Award, AwardRule, Juror, Nomination, NominationRule, Rules};
use crate::definition::{AwardDefinition, ByDefinition, Definition, NominationDefinition};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Title;
use crate::score::Score;
use crate::source::Spanned;
use crate::validate::Checker;
use crate::validate::rules::{check_limits, duplicate_ids, find_criterion, unknown};

/// Resolves awards and nominations into the rules.
pub(crate) fn resolve(checker: &mut Checker, definition: &Definition, jury: &[Juror], rules: &mut Rules) {
    let mut shared = Score::integer(0);
    for award in &definition.awards {
        if let Some(share) = &award.share {
            shared = &shared + share;
            if shared > Score::integer(1) {
                let all = (&shared * &Score::integer(100)).shortest(2) + "%";
                checker.report(Diagnostic::new(Code::SharesAboveWhole, award.place).with("all", all));
            }
        }
        duplicate_ids(checker, rules.awards.iter().map(|first| (first.id.as_str(), first.place)), &award.id);
        check_limits(checker, rules, jury, rules.ranking(), &award.bounds);
        rules.awards.push(self::award(award));
    }
    for nomination in &definition.nominations {
        let above = rules.nominations.iter().map(|first| (first.id.as_str(), first.place));
        duplicate_ids(checker, above, &nomination.id);
        let resolved = self::nomination(checker, nomination, rules);
        rules.nominations.push(resolved);
    }
}

fn award(award: &AwardDefinition) -> Award {
    let rule = match (award.holders, award.places, &award.share) {
        (Some(holders), _, _) => AwardRule::Holders(holders),
        (None, Some((from, to)), _) => AwardRule::Places(from, to),
        (None, None, Some(share)) => AwardRule::Share(share.clone()),
        (None, None, None) => AwardRule::Everybody,
    };
    Award {
        id: award.id.value.clone(),
        title: title(award.title.as_ref(), &award.id),
        rule,
        bounds: award.bounds.iter().map(|bound| bound.value.clone()).collect(),
        tied: award.tied,
        place: award.place,
    }
}

fn nomination(checker: &mut Checker, nomination: &NominationDefinition, rules: &Rules) -> Nomination {
    let rule = match &nomination.by {
        ByDefinition::Ballot => NominationRule::Ballot { above: nomination.above.clone() },
        ByDefinition::Decision => NominationRule::Decision,
        // One whose stage is unknown is still a nomination that decisions may name.
        ByDefinition::Score { stage, criteria } => {
            score_rule(checker, rules, stage, criteria).unwrap_or(NominationRule::Decision)
        }
    };
    Nomination {
        id: nomination.id.value.clone(),
        title: title(nomination.title.as_ref(), &nomination.id),
        rule,
        holders: nomination.holders,
        except: nomination.except,
        tied: nomination.tied,
        within: nomination.within.as_ref().map(|column| column.value.clone()),
        place: nomination.place,
    }
}

fn score_rule(
    checker: &mut Checker,
    rules: &Rules,
    stage: &Spanned<String>,
    criteria: &[Spanned<String>],
) -> Option<NominationRule> {
    let Some(index) = rules.find_stage(&stage.value) else {
        let known: Vec<&str> = rules.stages.iter().map(|stage| stage.id.as_str()).collect();
        unknown(checker, stage, "stage", &known);
        return None;
    };
    let own = rules.stages[index.0].criteria();
    let found: Vec<Option<usize>> = criteria.iter().map(|name| find_criterion(checker, own, name)).collect();
    Some(NominationRule::Score { stage: index, criteria: found.into_iter().collect::<Option<_>>()? })
}

fn title(written: Option<&Title>, id: &Spanned<String>) -> Title {
    written.cloned().unwrap_or_else(|| Title::Plain(id.value.clone()))
}
