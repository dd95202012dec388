//! Rehearsals: every finding is what the count of its folder shows, the known gaps of a regulation are found, and the
//! lines that settle a finding make it go away.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

mod cli;
mod replay;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use bayqau::definition::{Change, Outline};
use bayqau::language::{Catalogue, Language};
use bayqau::rehearsal::{Asked, Finding, Kind, Rehearsal, rehearse};
use bayqau::render::{rehearsal_to_json, rehearsal_to_text};
use bayqau::report::RehearsalView;
use bayqau::source::Sources;

/// The regulation of 2025 with no line that it does not have itself.
pub const LITERAL: &str = include_str!("literal.yaml");

fn rehearsed(text: &str, asked: Asked) -> Rehearsal {
    rehearse(text, asked, &|_, _| {}).unwrap_or_else(|(_, faults)| panic!("{faults:?}"))
}

fn rules(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("contests").join(format!("{name}.yaml"));
    fs::read_to_string(path).unwrap()
}

fn literal() -> &'static Rehearsal {
    static LITERALLY: OnceLock<Rehearsal> = OnceLock::new();
    LITERALLY.get_or_init(|| rehearsed(LITERAL, Asked::default()))
}

/// Every rule set that the tool carries, rehearsed.
fn contests() -> &'static [(String, Rehearsal)] {
    static CONTESTS: OnceLock<Vec<(String, Rehearsal)>> = OnceLock::new();
    CONTESTS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("contests");
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort();
        let own = |name: String| {
            let rehearsal = rehearsed(&rules(&name), Asked::default());
            (name, rehearsal)
        };
        names.into_iter().map(own).collect()
    })
}

fn kinds(findings: &[Finding]) -> Vec<Kind> {
    findings.iter().map(|finding| finding.kind).collect()
}

fn paths(finding: &Finding) -> Vec<&str> {
    finding.lines.iter().map(|line| line.path.as_str()).collect()
}

/// The text of rules with the lines that settle findings.
fn settled(text: &str, findings: &[Finding]) -> String {
    let mut sources = Sources::default();
    let (file, _) = sources.add("contest.yaml", text.as_bytes());
    let changes: Vec<Change> = findings.iter().flat_map(|finding| finding.settle.clone()).collect();
    Outline::read(&sources, file).unwrap().with(&changes).to_yaml()
}

#[test]
fn the_known_gaps_of_a_regulation_taken_literally_are_found() {
    // Whose points the threshold means, how the stages add up, how many hold a place, equal points, the quorum: what
    // the regulation of 2025 is known not to say. It says nothing of recusals either.
    let expected = [
        Kind::WhosePoints,
        Kind::StagesTogether,
        Kind::HoldersUnsaid,
        Kind::EqualPoints,
        Kind::OneJuror,
        Kind::QuorumUnsaid,
    ];
    assert_eq!(kinds(&literal().findings), expected);
    let line = |kind: Kind| {
        let finding = literal().findings.iter().find(|finding| finding.kind == kind).unwrap();
        (paths(finding), finding.lines[0].place.as_str())
    };
    // The lines of `literal.yaml` above.
    let line_of = |text: &str| LITERAL.lines().position(|line| line.contains(text)).unwrap() + 1;
    let portfolio = format!("contest.yaml:{}", line_of("- id: portfolio"));
    assert_eq!(line(Kind::WhosePoints), (vec!["stages/portfolio/score", "stages/portfolio/pass"], portfolio.as_str()));
    let ranking = format!("contest.yaml:{}", line_of("ranking:"));
    assert_eq!(line(Kind::StagesTogether), (vec!["ranking/score"], ranking.as_str()));
    assert_eq!(line(Kind::EqualPoints), (vec!["ranking/ties"], ranking.as_str()));
    let first = format!("contest.yaml:{}", line_of("id: first"));
    assert_eq!(line(Kind::HoldersUnsaid), (vec!["awards/first", "awards/second", "awards/third"], first.as_str()));
    assert_eq!(line(Kind::QuorumUnsaid), (vec!["jury/quorum"], "contest.yaml"));
}

#[test]
fn the_chosen_lines_of_the_same_contest_are_settled_and_open_only_if_asked() {
    let text = rules("adistemelik-birlestik-2025");
    let chair = Asked { has_chair: true, ..Asked::default() };
    let as_it_is = rehearsed(&text, chair);
    assert!(as_it_is.findings.is_empty(), "{:?}", kinds(&as_it_is.findings));
    assert_eq!(kinds(&as_it_is.settled), [Kind::OneJuror]);
    assert_eq!(as_it_is.chosen.len(), 7);
    let asked = rehearsed(&text, Asked { chosen_is_open: true, ..chair });
    assert_eq!(kinds(&asked.findings), kinds(&literal().findings));
    assert!(asked.settled.is_empty());
}

#[test]
fn the_lines_that_settle_findings_are_rules_that_leave_nothing_open() {
    let cut = rules("cut-off-ties");
    let before = rehearsed(&cut, Asked::default());
    for (text, findings) in [(LITERAL, &literal().findings), (cut.as_str(), &before.findings)] {
        assert!(findings.len() > 2, "{:?}", kinds(findings));
        let after = rehearsed(&settled(text, findings), Asked::default());
        assert!(after.findings.is_empty(), "{:?}", kinds(&after.findings));
    }
}

#[test]
fn every_finding_of_every_rule_set_has_lines_that_settle_it() {
    let mut seen = BTreeSet::new();
    for (name, rehearsal) in contests() {
        for finding in &rehearsal.findings {
            assert!(!finding.settle.is_empty(), "{name}: {:?}", finding.kind);
            assert!(!finding.lines.is_empty(), "{name}: {:?}", finding.kind);
            seen.insert(finding.kind);
        }
        let mut causes: Vec<Kind> = kinds(&rehearsal.findings);
        causes.dedup();
        assert_eq!(causes, kinds(&rehearsal.findings), "{name}: a cause is told twice");
    }
    assert!(seen.len() >= 8, "{seen:?}");
}

#[test]
fn the_same_rules_give_the_same_bytes_in_every_language() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        let view = |rehearsal: &Rehearsal| RehearsalView::new(rehearsal, &catalogue);
        let again = rehearsed(LITERAL, Asked::default());
        assert_eq!(rehearsal_to_json(&view(literal())), rehearsal_to_json(&view(&again)));
        let text = rehearsal_to_text(&view(literal()), &catalogue, 80);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}

#[test]
fn every_kind_has_a_sentence_in_every_language() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        for kind in Kind::ALL {
            assert!(catalogue.has(&format!("rehearsal-{}", kind.slug())), "{language}: {kind:?}");
        }
    }
}
