//! Protocols through templates.

use serde_json::Value;

use crate::folder::{Folder, bayqau};

#[test]
fn a_template_that_uses_an_unknown_name_is_refused_with_its_line() {
    let folder = Folder::example();
    folder.write("own.md", "# {{ contest }}\n\n{{ chairman }}\n");
    folder.run(&["protocol", "--template", "own.md"]).refused(2, &["own.md:3", "chairman"]);
    folder.write("own.md", "{% for person in present %}\n{{ person.shoe_size }}\n{% endfor %}\n");
    folder.run(&["protocol", "--template", "own.md"]).refused(2, &["own.md:2", "shoe_size"]);
    folder.write("own.md", "# {{ contest }}\n{% if date %}\n");
    folder.run(&["protocol", "--template", "own.md"]).refused(2, &["own.md:"]);
    folder.write("own.md", "\n{{ text(\"no-such-text\") }}\n");
    folder.run(&["protocol", "--template", "own.md"]).refused(2, &["own.md:2", "no-such-text"]);
    folder.run(&["protocol", "--template", "nowhere.md"]).refused(2, &["nowhere.md"]);
}

#[test]
fn a_folders_own_template_is_used() {
    let folder = Folder::example();
    let embedded = folder.run(&["protocol"]).clean();
    folder.write("templates/protocol.md", "№ {{ number }}, {{ date }}\n");
    assert_eq!(folder.run(&["protocol"]).clean(), "№ 2, 2025 жылғы 30 қазан\n");
    assert_eq!(folder.run(&["protocol", "--lang", "ru"]).clean(), "№ 2, 30 октября 2025 г.\n");
    assert!(folder.run(&["protocol", "--format", "html"]).clean().starts_with("<!"));
    folder.write("other.md", "{{ number }}");
    assert_eq!(folder.run(&["protocol", "--template", "other.md"]).clean(), "2");
    folder.remove("templates");
    assert_eq!(folder.run(&["protocol"]).clean(), embedded);
}

#[test]
fn a_fault_in_the_folders_own_template_is_named() {
    let folder = Folder::example();
    folder.write("templates/protocol.html", "<p>{{ nobody }}</p>\n");
    folder.run(&["protocol", "--format", "html"]).refused(2, &["protocol.html:1", "nobody"]);
    folder.run(&["protocol"]).clean();
}

/// What a template sees is what `--context` prints.
#[test]
fn the_context_holds_what_templates_print() {
    let folder = Folder::example();
    let context: Value = serde_json::from_str(&folder.run(&["protocol", "--context"]).clean()).unwrap();
    folder.write("own.md", "{{ date }}|{{ tables[0].rows | length }}");
    let printed = folder.run(&["protocol", "--template", "own.md"]).clean();
    let rows = context["tables"][0]["rows"].as_array().unwrap().len();
    assert_eq!(printed, format!("{}|{rows}", context["date"].as_str().unwrap()));
}

#[test]
fn the_page_stands_alone() {
    let page = Folder::example().run(&["protocol", "--format", "html"]).clean();
    for outside in ["<script", "<link", "src=", "@import", "http://", "https://"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("charset=\"utf-8\"") && page.contains("lang=\"kk\""), "{}", &page[..200]);
}

#[test]
fn documents_speak_the_language_that_is_asked_for_and_else_the_contests() {
    let folder = Folder::example();
    let days = [("kk", "2025 жылғы 30 қазан"), ("ru", "30 октября 2025 г."), ("en", "30 October 2025")];
    for (language, day) in days {
        let printed = folder.run(&["protocol", "--lang", language]).clean();
        assert!(printed.contains(day), "{language}: {}", &printed[..600]);
    }
    assert_eq!(folder.run(&["protocol"]).clean(), folder.run(&["protocol", "--lang", "kk"]).clean());
}

#[test]
fn messages_speak_the_variables_language_and_rather_the_one_asked_for() {
    let folder = Folder::example();
    folder.edit("decisions.csv", ";recommend;", ";recomend;");
    let says = |language: &str, arguments: &[&str]| {
        let output = bayqau(folder.path(), arguments).env("BAYQAU_LANG", language).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(says("en", &["check"]).starts_with("error"));
    assert!(says("ru", &["check"]).starts_with("ошибка"));
    assert!(says("kk", &["check"]).starts_with("қате"));
    assert!(says("ru", &["check", "--lang", "en"]).starts_with("error"));
    assert!(says("", &["check"]).starts_with("қате"), "the contest's own language");
}
