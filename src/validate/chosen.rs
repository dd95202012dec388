//! The lines of the rules that are the commission's own choice.

use crate::contest::{Chosen, ChosenRule, Rules, StageIndex, StageRule};
use crate::definition::{ChosenDefinition, Definition};
use crate::source::Spanned;
use crate::validate::Checker;
use crate::validate::rules::unknown;

/// Resolves `chosen`: paths such as `ranking/ties`, `stages/portfolio/pass`, `awards`.
pub(crate) fn resolve(checker: &mut Checker, definition: &Definition, rules: &Rules) -> Vec<Chosen> {
    let known: Vec<(String, ChosenRule)> = paths(rules);
    let mut chosen = Vec::new();
    for ChosenDefinition { path, written } in &definition.chosen {
        match find(path, *written, &known) {
            Some(rule) => chosen.push(Chosen { path: path.value.clone(), rule }),
            None => {
                let names: Vec<&str> = known.iter().map(|(name, _)| name.as_str()).collect();
                unknown(checker, path, "rule", &names);
            }
        }
    }
    chosen
}

/// A longer path than those that are known names a key that is written inside of one: `stages/portfolio/pass/at_least`.
fn find(path: &Spanned<String>, written: bool, known: &[(String, ChosenRule)]) -> Option<ChosenRule> {
    let inside = |name: &str| {
        path.value.strip_prefix(name).is_some_and(|rest| rest.is_empty() || (written && rest.starts_with('/')))
    };
    known.iter().filter(|(name, _)| inside(name)).max_by_key(|(name, _)| name.len()).map(|(_, rule)| *rule)
}

fn paths(rules: &Rules) -> Vec<(String, ChosenRule)> {
    const KEYS: [(&str, StageRule); 6] = [
        ("score", StageRule::Score),
        ("pass", StageRule::Pass),
        ("ties", StageRule::Ties),
        ("places", StageRule::Places),
        ("criteria", StageRule::Criteria),
        ("of", StageRule::Of),
    ];
    let of_stage = |stage: StageIndex| {
        let id = &rules.stages[stage.0].id;
        let base = if stage == rules.ranking() { id.clone() } else { format!("stages/{id}") };
        KEYS.map(|(key, rule)| (format!("{base}/{key}"), ChosenRule::Stage(stage, rule)))
    };
    let mut paths: Vec<(String, ChosenRule)> = rules.stage_indices().flat_map(of_stage).collect();
    paths.push(("awards".to_owned(), ChosenRule::Awards));
    let awards = rules.awards.iter().enumerate();
    paths.extend(awards.map(|(index, award)| (format!("awards/{}", award.id), ChosenRule::Award(index))));
    paths.push(("nominations".to_owned(), ChosenRule::Nominations));
    let nominations = rules.nominations.iter().enumerate();
    let path = |(index, each): (usize, &crate::contest::Nomination)| {
        (format!("nominations/{}", each.id), ChosenRule::Nomination(index))
    };
    paths.extend(nominations.map(path));
    paths.push(("jury/quorum".to_owned(), ChosenRule::Quorum));
    paths.push(("participants/one_per".to_owned(), ChosenRule::OnePer));
    paths
}
