//! Rules that are more than rules.

use crate::run::Contest;

fn rules(text: &str) -> Vec<String> {
    let contest = Contest::new();
    contest.write("contest.yaml", text);
    contest.codes()
}

/// Nine lines that stand for a thousand million values.
#[test]
fn aliases_of_aliases_are_refused() {
    let mut text = "format: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let below = format!("*a{}", level - 1);
        text += &format!("a{level}: &a{level} [{}]\n", vec![below; 10].join(", "));
    }
    assert_eq!(rules(&text), ["yaml-limit contest.yaml"]);
}

#[test]
fn an_alias_of_itself_is_refused() {
    assert_eq!(rules("format: 1\nstages: &a [*a]\n"), ["yaml-syntax contest.yaml"]);
}

#[test]
fn depth_is_refused_however_it_is_written() {
    for depth in [70, 300, 100_000] {
        let brackets = format!("format: 1\nstages: {}\n", "[".repeat(depth));
        assert!(["yaml-limit contest.yaml", "yaml-syntax contest.yaml"].contains(&rules(&brackets)[0].as_str()));
        let hyphens = format!("format: 1\nstages:\n  {}x\n", "- ".repeat(depth));
        assert!(["yaml-limit contest.yaml", "yaml-syntax contest.yaml"].contains(&rules(&hyphens)[0].as_str()));
    }
    let closed = format!("format: 1\nstages: {}{}\n", "[".repeat(70), "]".repeat(70));
    assert_eq!(rules(&closed), ["yaml-limit contest.yaml"]);
}

#[test]
fn more_values_than_rules_have_are_refused() {
    assert_eq!(rules(&format!("format: 1\nstages: [{}]\n", "a, ".repeat(300_000))), ["yaml-limit contest.yaml"]);
    assert_eq!(rules(&format!("format: 1\ntitle: \"{}\"\n", "a".repeat(100 << 20))), ["yaml-limit contest.yaml"]);
}
