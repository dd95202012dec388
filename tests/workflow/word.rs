//! Documents for Word, and what the authors of templates are told.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use quick_xml::events::Event;
use quick_xml::reader::Reader;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::folder::{Folder, bayqau, project};
use crate::hostile;

/// Every document that there is for Word, with what it needs.
const DOCUMENTS: [&[&str]; 12] = [
    &["protocol"],
    &["protocol", "--stage", "portfolio"],
    &["document", "extract", "--participant", "p17"],
    &["document", "summary"],
    &["document", "rating"],
    &["document", "announcement"],
    &["document", "regulation"],
    &["document", "register"],
    &["document", "diploma"],
    &["document", "merit"],
    &["document", "certificate"],
    &["document", "thanks"],
];

/// The bytes of a document for Word.
#[track_caller]
fn word(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = bayqau(folder, &[arguments, &["--format", "docx"]].concat()).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The text of a document, a line for each paragraph; what is no well-formed XML fails.
fn text(bytes: &[u8]) -> String {
    let document = part(bytes, "word/document.xml");
    let mut reader = Reader::from_str(&document);
    let mut text = String::new();
    let mut inside = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => inside = tag.name().0 == "w:t",
            Event::Text(piece) if inside => text.push_str(&piece.into_inner()),
            Event::GeneralRef(name) if inside => text.push_str(match &*name.into_inner() {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                other => panic!("&{other}; in a text"),
            }),
            Event::End(tag) => {
                inside = false;
                if tag.name().0 == "w:p" {
                    text.push('\n');
                }
            }
            Event::Eof => return text,
            _ => {}
        }
    }
}

/// The embedded template of a document with another text in it.
fn template(name: &str, from: &str, to: &str) -> Vec<u8> {
    let bytes = fs::read(project().join("templates").join(name)).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if name == "word/document.xml" {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn the_protocol_says_in_word_what_it_says_elsewhere() {
    let folder = Folder::example();
    for arguments in [&["protocol"][..], &["protocol", "--stage", "portfolio"]] {
        let text = text(&word(folder.path(), arguments));
        let context = folder.run(&[arguments, &["--context"]].concat()).json();
        let mut said = 0;
        each_text(&context, &mut |value| {
            said += 1;
            assert!(text.contains(value), "{value} in {text}");
        });
        assert!(said > 150, "{said}");
    }
}

/// Every text of the data, its language aside.
fn each_text(value: &serde_json::Value, look: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => look(text),
        serde_json::Value::Array(each) => each.iter().for_each(|value| each_text(value, look)),
        serde_json::Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != "language").for_each(|(_, value)| each_text(value, look));
        }
        _ => {}
    }
}

#[test]
fn every_document_is_whole_in_every_language() {
    let example = project().join("examples/adistemelik-birlestik-2025");
    for arguments in DOCUMENTS {
        for (language, tag) in [("kk", "kk-KZ"), ("ru", "ru-RU"), ("en", "en-GB")] {
            let bytes = word(&example, &[arguments, &["--lang", language]].concat());
            let text = text(&bytes);
            assert!(!text.contains("{{") && !text.contains("{%"), "{arguments:?}: {text}");
            assert!(part(&bytes, "word/styles.xml").contains(&format!("<w:lang w:val=\"{tag}\"")), "{arguments:?}");
            let document = part(&bytes, "word/document.xml");
            assert_eq!(document.matches("<w:tbl>").count(), document.matches("</w:tblGrid>").count());
        }
    }
    let meeting = project().join("examples/pedagogter-zhinalysy-2024");
    let minutes = text(&word(&meeting, &["protocol"]));
    assert!(minutes.contains("ТЫҢДАЛДЫ") || minutes.to_uppercase().contains("ТЫҢДАЛДЫ"), "{minutes}");
    assert!(!minutes.contains("{%"));
}

#[test]
fn tables_repeat_their_header_and_split_no_row() {
    let document = part(&word(Folder::example().path(), &["protocol"]), "word/document.xml");
    let table = document.split("<w:tbl>").nth(1).unwrap();
    let rows: Vec<&str> = table.split("</w:tbl>").next().unwrap().split("<w:tr>").skip(1).collect();
    assert!(rows[0].contains("<w:tblHeader/>") && rows.len() > 10, "{} rows", rows.len());
    assert!(rows.iter().all(|row| row.contains("<w:cantSplit/>")));
    let cells = |row: &&str| row.matches("<w:tc>").count();
    assert!(rows.iter().all(|row| cells(row) == cells(&rows[0])));
    assert_eq!(table.split("</w:tblGrid>").next().unwrap().matches("<w:gridCol ").count(), cells(&rows[0]));
    for style in ["Heading1", "Heading2", "Heading3"] {
        assert!(document.contains(&format!("<w:pStyle w:val=\"{style}\"/>")), "{style}");
    }
}

#[test]
fn the_same_folder_gives_the_same_document_elsewhere() {
    let example = project().join("examples/adistemelik-birlestik-2025");
    let folder = Folder::example();
    for arguments in DOCUMENTS {
        assert!(word(folder.path(), arguments) == word(&example, arguments), "{arguments:?}");
    }
}

#[test]
fn names_come_out_as_themselves() {
    let folder = hostile::folder();
    let papers = [&["protocol"][..], &["protocol", "--stage", "portfolio"], &["document", "summary"]];
    let text: String = papers.iter().map(|arguments| text(&word(folder.path(), arguments))).collect();
    for (_, name) in hostile::hostile() {
        assert!(text.contains(&name), "{name}");
    }
}

#[test]
fn the_folders_own_document_is_filled_in_and_another_one_if_it_is_asked_for() {
    let folder = Folder::example();
    let own = template("protocol.docx", "{{ contest }}", "OWN {{ number }}");
    folder.write("templates/protocol.md", "");
    fs::write(folder.path().join("templates/protocol.docx"), &own).unwrap();
    assert!(text(&word(folder.path(), &["protocol"])).contains("OWN 2"));
    fs::write(folder.path().join("other.docx"), template("protocol.docx", "{{ contest }}", "OTHER")).unwrap();
    assert!(text(&word(folder.path(), &["protocol", "--template", "other.docx"])).contains("OTHER"));
}

/// The embedded protocol with other fonts and colours, opened and saved by LibreOffice 7.4.
#[test]
fn a_template_that_another_program_has_saved_says_the_same() {
    let folder = Folder::example();
    let restyled = project().join("tests/data/protocol-restyled.docx");
    let restyled = word(folder.path(), &["protocol", "--template", restyled.to_str().unwrap()]);
    assert_eq!(text(&restyled), text(&word(folder.path(), &["protocol"])));
}

#[test]
fn everything_that_is_not_there_is_named_at_once() {
    let folder = Folder::example();
    folder.write(
        "own.md",
        "{{ contst }}\n{% if number == \"no such\" %}{{ nobody }}{% endif %}\n\
         {% for row in tables[0].rows %}\n{{ row.nam }}\n{% endfor %}\n\
         {% macro m(person) %}\n{{ person.rol }}\n{% endmacro %}\n{{ m(present[0]) }}{{ text(\"no-such-text\") }}\n",
    );
    let outcome = folder.run(&["protocol", "--template", "own.md"]);
    outcome.refused(2, &[]);
    let expected = [
        "error: own.md:1: nothing is called contst; the nearest name is contest",
        "error: own.md:2: nothing is called nobody; --fields lists what there is",
        "error: own.md:4: nothing is called row.nam; the nearest name is name",
        "error: own.md:7: nothing is called person.rol; the nearest name is role",
        "error: own.md:9: nothing is called text(\"no-such-text\"); --fields lists what there is",
    ];
    assert_eq!(outcome.stderr.lines().collect::<Vec<_>>(), expected);
    folder.write("own.md", "{% if nobody is defined %}{{ nobody }}{% endif %}{{ nothing | default(number) }}");
    assert_eq!(folder.run(&["protocol", "--template", "own.md"]).clean(), "2");
}

#[test]
fn a_fault_in_a_word_document_is_named_with_its_paragraph_and_tag() {
    let folder = Folder::example();
    let refused = |from: &str, to: &str, names: &[&str]| {
        fs::write(folder.path().join("own.docx"), template("protocol.docx", from, to)).unwrap();
        let said = folder.run(&["protocol", "--format", "docx", "--template", "own.docx"]);
        said.refused(2, names);
        said.stderr
    };
    let both = refused(
        "{{ row.",
        "{{ rows.",
        &["own.docx, word/document.xml, paragraph ", "tag {{ rows.place }}: nothing is called rows"],
    );
    // Place, name, organisation, score and verdict.
    assert_eq!(both.lines().count(), 5, "{both}");
    refused("{{ contest }}", "{{ “contest” + }}", &["paragraph 4 “{{ “contest” + }}”, tag {{ \"contest\" + }}"]);
    refused("{{ contest }}", "{{ contest", &["paragraph 4", "the tag is not closed in its paragraph: {{ contest"]);
    refused("{% endfor %}", "", &["the block has no end; put {% endfor %} where it ends"]);
    folder.write("own.docx", "text");
    folder
        .run(&["protocol", "--format", "docx", "--template", "own.docx"])
        .refused(2, &["own.docx: this is no Word document"]);
}

/// `docs/templates.md` lists for every document what `--fields` prints.
#[test]
fn the_fields_in_the_docs_are_those_of_the_types() {
    let docs = fs::read_to_string(project().join("docs/templates.md")).unwrap();
    let listed: BTreeMap<&str, &str> = docs
        .split("\n## `")
        .skip(1)
        .map(|section| {
            let (name, rest) = section.split_once('`').unwrap();
            (name, rest.split("```text\n").nth(1).unwrap().split("```").next().unwrap())
        })
        .collect();
    let contest = Folder::example();
    let mut expected = BTreeMap::from([("protocol", contest.run(&["protocol", "--fields"]).clean())]);
    for name in ["extract", "summary", "rating", "announcement", "regulation", "register", "diploma"] {
        let person = if name == "extract" { &["--participant", "p17"][..] } else { &[] };
        expected.insert(name, contest.run(&[&["document", name, "--fields"], person].concat()).clean());
    }
    let example = |name: &str| project().join("examples").join(name).to_str().unwrap().to_owned();
    expected.insert("minutes", contest.run(&["protocol", &example("pedagogter-zhinalysy-2024"), "--fields"]).stdout);
    let programme = contest.run(&["monitor", &example("damu-bagdarlamasy-2023"), "--fields"]).stdout;
    expected.insert("programme", programme);
    let expected: BTreeMap<&str, &str> = expected.iter().map(|(name, fields)| (*name, fields.as_str())).collect();
    assert_eq!(listed, expected);
}
