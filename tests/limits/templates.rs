//! Templates that print without end, and those that only print much.

use std::fs;

use crate::archive::package;
use crate::run::{Contest, Outcome};

/// What a template may print, it may not print without end.
#[test]
fn a_template_that_never_ends_is_stopped() {
    for template in [
        "{% for a in range(99999) %}{% for b in range(99999) %}{{ b }}{% endfor %}{% endfor %}",
        "{{ \"x\" * 100000000000 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        // Forty lines are enough to double a letter to a terabyte, in a loop or without one.
        "{% set n = namespace(x=\"x\") %}{% for a in range(40) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        &(String::from("{% set x = \"x\" %}\n") + &"{% set x = x ~ x %}\n".repeat(40)),
        "{% for a in range(100) %}{{ \"x\" * 50000000 }}{% endfor %}",
    ] {
        let contest = Contest::new();
        contest.write("own.md", template);
        let outcome = contest.run(&["protocol", "--format", "md", "--template", "own.md"]);
        assert_eq!((outcome.status, outcome.out.as_str()), (2, ""), "{template}: {}", outcome.err);
        // A text that is too long from the start, or a macro that calls itself, the engine refuses in words of its own.
        if !template.contains("100000000000") && !template.contains("macro") {
            assert!(outcome.err.contains("more than 10 million steps, or makes more than 640 MB"), "{}", outcome.err);
        }
    }
}

/// Runs a Word document with so many headers, each of which takes some four million steps and prints nothing.
fn with_headers(count: usize) -> Outcome {
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut types =
        format!("<Types><Override PartName=\"/word/document.xml\" ContentType=\"{kind}.document.main+xml\"/>");
    let tags = "{% for a in range(18) %}{% for b in range(99999) %}{% endfor %}{% endfor %}";
    let header = format!("<w:hdr><w:p><w:r><w:t>{tags}</w:t></w:r></w:p></w:hdr>");
    let names: Vec<String> = (0..count).map(|number| format!("word/header{number}.xml")).collect();
    for name in &names {
        types += &format!("<Override PartName=\"/{name}\" ContentType=\"{kind}.header+xml\"/>");
    }
    types += "</Types>";
    let mut parts = vec![("[Content_Types].xml", types.as_bytes()), ("word/document.xml", b"<w:document/>")];
    parts.extend(names.iter().map(|name| (name.as_str(), header.as_bytes())));
    let contest = Contest::new();
    contest.write("own.docx", package(&parts));
    contest.run(&["protocol", "--format", "docx", "--template", "own.docx"])
}

#[test]
fn the_parts_of_a_word_document_share_its_steps() {
    let one = with_headers(1);
    assert_eq!(one.status, 0, "{}", one.err);
    let four = with_headers(4);
    assert_eq!((four.status, four.out.as_str()), (2, ""));
    assert!(four.err.contains("more than 10 million steps"), "{}", four.err);
}

/// As many entries as there are, each with the same marks.
fn many(contest: &Contest, entries: usize, criteria: usize) {
    let names: String = (0..criteria).map(|each| format!("      - {{ id: c{each}, marks: 1-5 }}\n")).collect();
    contest.write(
        "contest.yaml",
        format!("format: 1\ntitle: Жас қаламгер\nlanguage: kk\nstages:\n  - id: essay\n    criteria:\n{names}"),
    );
    contest.remove("scores/essay/j2.csv");
    contest.write("jury.csv", "id;name;role\nj1;Сейтқали Маржан;chair\n");
    let people: String = (0..entries).map(|each| format!("p{each};Қатысушы {each}\n")).collect();
    contest.write("participants.csv", format!("id;name\n{people}"));
    let header: String = (0..criteria).map(|each| format!(";c{each}")).collect();
    let marks: String = (0..entries).map(|each| format!("p{each}{}\n", ";3".repeat(criteria))).collect();
    contest.write("scores/essay/j1.csv", format!("participant{header}\n{marks}"));
}

/// Two million cells to print take some fourteen million steps.
#[test]
fn much_to_print_is_not_taken_for_a_template_without_end() {
    let contest = Contest::new();
    many(&contest, 80_000, 20);
    let outcome = contest.run(&["sheets", "--format", "html", "--to", "blank"]);
    assert_eq!(outcome.status, 0, "{}", outcome.err);
    let page = fs::read_to_string(contest.path().join("blank/essay.html")).unwrap();
    assert!(page.contains("Қатысушы 0<") && page.contains("Қатысушы 79999<"));
}

/// Each value that there is to print is worth twenty steps more, and no loop lasts longer for it.
#[test]
fn a_template_that_never_ends_is_stopped_in_a_large_contest_too() {
    let contest = Contest::new();
    many(&contest, 10_000, 4);
    contest.write("own.md", "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}");
    let outcome = contest.run(&["protocol", "--stage", "essay", "--format", "md", "--template", "own.md"]);
    assert_eq!((outcome.status, outcome.out.as_str()), (2, ""), "{}", outcome.err);
    assert!(outcome.err.contains("more than 11 million steps"), "{}", outcome.err);
}
