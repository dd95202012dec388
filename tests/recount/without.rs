//! What would have stood there without a decision.

use std::collections::BTreeSet;

use crate::model::{By, Contest, Decision};
use crate::naive::{Recount, Refusals};

/// What a decision is about, and whom the arithmetic would have given without it, where it gives anybody. Of a contest
/// of which so many stages can be counted.
pub fn without_decision(
    contest: &Contest,
    index: usize,
    stages: usize,
    goes_on: bool,
) -> Result<Option<(String, BTreeSet<usize>)>, Refusals> {
    let mut without = contest.clone();
    let decision = without.decisions.remove(index);
    let counted_to = |stage: usize| {
        let mut recount = Recount::new(&without);
        while recount.stages.len() <= stage {
            recount.count()?;
        }
        Ok::<_, Refusals>(recount)
    };
    Ok(match decision {
        Decision::Order { stage, order } => {
            let there = Recount::new(contest).taken(stage).unwrap_or(stage);
            (there < stages).then(|| {
                let equals = order.into_iter().flatten().collect();
                (format!("order {}", contest.stages[stage].id), equals)
            })
        }
        Decision::Pass { stage, .. } if stage < stages => {
            let has_rule = contest.stages[stage].pass.as_ref().is_some_and(|pass| !pass.0.is_empty());
            let passed = counted_to(stage)?.stages.pop().and_then(|stage| stage.passed).unwrap_or_default();
            has_rule.then(|| (format!("pass {}", contest.stages[stage].id), passed))
        }
        Decision::Award { award, .. } if goes_on => {
            let held = counted_to(contest.ranking())?.awards().swap_remove(award);
            Some((format!("award {award}"), held.by))
        }
        Decision::Nomination { nomination, .. } if goes_on => {
            let recount = counted_to(contest.ranking())?;
            let held = recount.nominations(&recount.awards()).swap_remove(nomination);
            let has_rule = !matches!(contest.nominations[nomination].by, By::Decision);
            has_rule.then(|| (format!("nomination {nomination}"), held.by))
        }
        Decision::Pass { .. } | Decision::Award { .. } | Decision::Nomination { .. } => None,
        Decision::Status { .. } | Decision::Mark { .. } | Decision::Rule { .. } | Decision::Recommend { .. } => None,
    })
}
