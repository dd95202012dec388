//! Documents through templates of a few paragraphs.
//!
//! The expected XML is written down by hand, by what ECMA-376 says of runs, rows and cells.

use std::io::{Cursor, Read, Write};

use minijinja::context;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use super::*;
use crate::render::shape::{Field, Shape};
use crate::render::template::{Format, environment};

const TYPES: &str = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-\
    officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/footer1.xml\" ContentType=\
    \"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/></Types>";

/// A package with the body, and a picture that holds what would be a tag elsewhere.
fn package(body: &str) -> Template {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let day = DateTime::from_date_and_time(2020, 2, 3, 4, 5, 6).unwrap();
    let options = SimpleFileOptions::default().last_modified_time(day);
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    for (name, text) in [
        ("word/media/image1.png", "{{ picture }}"),
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", &document),
        ("word/footer1.xml", "<w:ftr><w:p><w:r><w:t>p. {{ name }}</w:t></w:r></w:p></w:ftr>"),
    ] {
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    Template { name: "own.docx".to_owned(), bytes: writer.finish().unwrap().into_inner() }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn view(name: &str) -> View {
    let value = context! {
        name => name,
        yes => true,
        no => false,
        none => Vec::<String>::new(),
        rows => vec![context! { a => "1", cells => vec!["x", "y"] }, context! { a => "2", cells => vec!["z", "w"] }],
    };
    let field = |name: &str| Field { name: name.to_owned(), shape: Shape::Any, optional: false, says: String::new() };
    View { value, shape: Shape::Record(["name", "yes", "no", "none", "rows"].map(field).to_vec()) }
}

fn fill_in(name: &str, template: &Template) -> Result<Vec<u8>, Vec<TemplateFault>> {
    let view = view(name);
    let environment = environment(Format::Docx, Language::Kk, &view.value);
    fill(&view, template, environment)
}

fn filled_with(name: &str, body: &str) -> Result<String, Vec<TemplateFault>> {
    let bytes = fill_in(name, &package(body))?;
    let document = part(&bytes, "word/document.xml");
    let inner = document.strip_prefix("<w:document><w:body>").unwrap().strip_suffix("</w:body></w:document>").unwrap();
    Ok(inner.to_owned())
}

fn filled(body: &str) -> String {
    filled_with("N", body).unwrap()
}

/// A paragraph of plain runs.
fn p(runs: &[&str]) -> String {
    let runs: String = runs.iter().map(|text| format!("<w:r><w:t>{text}</w:t></w:r>")).collect();
    format!("<w:p>{runs}</w:p>")
}

/// The same as it is filled in.
fn q(runs: &[&str]) -> String {
    p(runs).replace("<w:t>", "<w:t xml:space=\"preserve\">")
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| format!("<w:tc>{}</w:tc>", p(&[text]))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn table(rows: &[String]) -> String {
    format!("<w:tbl>{}</w:tbl>", rows.concat())
}

fn problem(body: &str) -> (Option<Place>, Problem) {
    let faults = filled_with("N", body).unwrap_err();
    (faults[0].place.clone(), faults[0].problem.clone())
}

#[test]
fn a_tag_in_several_runs_keeps_the_formatting_of_the_first() {
    let split = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a {</w:t></w:r><w:proofErr/><w:r><w:t>{ na</w:t><w:br/></w:r>\
                 <w:r><w:rPr><w:i/></w:rPr><w:t>me }} z</w:t></w:r></w:p>";
    let joined = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">a N</w:t></w:r><w:proofErr/>\
                  <w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\"> z</w:t></w:r></w:p>";
    assert_eq!(filled_with("N", &split.replace("{ na", "{ 'N' ~ ''").replace("me }}", "}}")).unwrap(), joined);
    assert_eq!(filled(&split.replace("<w:br/>", "")), joined);
}

#[test]
fn what_has_no_tags_stays_to_the_byte_and_in_its_order() {
    let template = package(&p(&["{{ name }}"]));
    let bytes = fill_in("N", &template).unwrap();
    let mut own = ZipArchive::new(Cursor::new(&template.bytes)).unwrap();
    let mut made = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names =
        |archive: &ZipArchive<_>| archive.file_names().map(|name| name.unwrap().into_owned()).collect::<Vec<_>>();
    assert_eq!(names(&own), names(&made));
    for name in ["word/media/image1.png", "[Content_Types].xml"] {
        let (own, made) = (own.by_name(name).unwrap(), made.by_name(name).unwrap());
        assert_eq!((own.crc32(), own.last_modified()), (made.crc32(), made.last_modified()), "{name}");
    }
    assert_eq!(part(&bytes, "word/media/image1.png"), "{{ picture }}");
    assert_eq!(
        part(&bytes, "word/footer1.xml"),
        "<w:ftr><w:p><w:r><w:t xml:space=\"preserve\">p. N</w:t></w:r></w:p></w:ftr>"
    );
    assert_eq!(made.by_name("word/document.xml").unwrap().last_modified(), Some(DateTime::DEFAULT));
    assert_eq!(bytes, fill_in("N", &template).unwrap());
}

#[test]
fn values_come_out_as_themselves() {
    let long = "ұ".repeat(300);
    for name in ["<w:p>&amp;\"'", "{{ x }} {% y %}", "{{ name }}", "\u{202e}שלום", &long, "&#123;{"] {
        let escaped = name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert_eq!(filled_with(name, &p(&["{{ name }}"])).unwrap(), q(&[&escaped]), "{name}");
    }
    assert_eq!(filled_with("a\u{1}\u{b}b", &p(&["{{ name }}"])).unwrap(), q(&["a\u{fffd}\u{fffd}b"]));
    let broken = q(&["a</w:t><w:br/><w:t>b</w:t><w:br/><w:t>c</w:t><w:tab/><w:t>d"]);
    assert_eq!(filled_with("a\r\nb\nc\td", &p(&["{{ name }}"])).unwrap(), broken);
    assert!(matches!(problem(&p(&["{{ name | safe }}"])).1, Problem::Engine(_)), "nothing lets markup through");
    assert_eq!(
        filled_with("<", &p(&["{% macro m(a) %}[{{ a }}]{% endmacro %}", "{{ m(name) }}"])).unwrap(),
        q(&["", "[&lt;]"])
    );
}

#[test]
fn a_paragraph_with_only_a_block_tag_falls_away() {
    let body = [p(&["{% for row in rows %}"]), p(&["{{ row.a }}"]), p(&["{% end", "for %}"]), p(&["end"])].concat();
    assert_eq!(filled(&body), [q(&["1"]), q(&["2"]), p(&["end"])].concat());
    let body = [p(&["{% if no %}"]), p(&["a"]), p(&["{% else %}"]), p(&["b"]), p(&["{% endif %}{# why #}"])].concat();
    assert_eq!(filled(&body), p(&["b"]));
    let section = "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{% if yes %}{% endif %}</w:t></w:r></w:p>";
    assert_eq!(filled(section), "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>");
    let drawn = "<w:p><w:r><w:t>{% if yes %}{% endif %}</w:t></w:r><w:r><w:drawing/></w:r></w:p>";
    assert!(filled(drawn).contains("<w:drawing/>"));
}

#[test]
fn a_block_from_paragraph_to_paragraph_covers_them() {
    let body = [p(&["{% if no %}a"]), p(&["b"]), p(&["c{% endif %}"]), p(&["d"])].concat();
    assert_eq!(filled(&body), p(&["d"]));
    let body = [p(&["{% if yes %}a"]), p(&["b{% endif %}"])].concat();
    assert_eq!(filled(&body), [q(&["a"]), q(&["b"])].concat());
    assert_eq!(problem(&[p(&["x {% if yes %}a"]), p(&["b{% endif %}"])].concat()).1, Problem::Crosses);
    assert_eq!(problem(&[p(&["{{ name }}{% if yes %}a"]), p(&["b{% endif %}"])].concat()).1, Problem::Crosses);
}

#[test]
fn conditions_and_loops_inside_a_paragraph_divide_its_runs() {
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>B{{ row.a }}</w:t></w:r>";
    let made = |a: &str| bold.replace("<w:t>", "<w:t xml:space=\"preserve\">").replace("{{ row.a }}", a);
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}{bold}{}</w:p>",
        "<w:r><w:t>x {% for row in rows %}(</w:t></w:r>", "<w:r><w:t>){% endfor %}!</w:t></w:r>"
    );
    let expected = [run("x "), run("("), made("1"), run(")"), run("("), made("2"), run(")"), run("!")].concat();
    assert_eq!(filled(&body), format!("<w:p>{expected}</w:p>"));
    assert_eq!(
        filled(&p(&["a{% if no %}", "b", "{% else %}", "c", "{% endif %}"])),
        "<w:p><w:r><w:t xml:space=\"preserve\">a</w:t></w:r><w:r><w:t>c</w:t></w:r></w:p>"
    );
    assert_eq!(filled(&p(&["a{% if yes %}b{% endif %}c"])), q(&["abc"]));
}

#[test]
fn a_row_repeats_whose_cells_hold_both_ends_of_a_loop() {
    let body = table(&[row(&["h", "i"]), row(&["{% for row in rows %}{{ row.a }}", "{{ loop.index }}{% endfor %}"])]);
    let made = |a: &str| format!("<w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr>", q(&[a]));
    assert_eq!(filled(&body), table(&[row(&["h", "i"]), made("1"), made("2")]));
    let condition = table(&[row(&["{% if no %}a", "b{% endif %}"]), row(&["c", "d"])]);
    assert_eq!(filled(&condition), table(&[row(&["c", "d"])]));
    let all_gone = format!("{}{}", table(&[row(&["{% if no %}a", "b{% endif %}"])]), p(&["z"]));
    assert_eq!(filled(&all_gone), p(&["z"]), "a table without rows is none");
}

#[test]
fn rows_of_their_own_hold_the_tags_of_a_loop_and_fall_away() {
    let body = table(&[row(&["{% for row in rows %}", ""]), row(&["{{ row.a }}", "x"]), row(&["", "{% endfor %}"])]);
    let made = |a: &str| format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", q(&[a]), p(&["x"]));
    assert_eq!(filled(&body), table(&[made("1"), made("2")]));
}

#[test]
fn cells_of_their_own_hold_the_tags_of_a_loop_over_columns() {
    let body = table(&[
        row(&["{% for row in rows %}"]),
        row(&["{{ row.a }}", "{% for cell in row.cells %}", "{{ cell }}", "{% endfor %}"]),
        row(&["{% endfor %}"]),
    ]);
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", q(&[text]));
    let made = |cells: [&str; 3]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    assert_eq!(filled(&body), table(&[made(["1", "x", "y"]), made(["2", "z", "w"])]));
}

#[test]
fn a_cell_that_is_left_empty_has_a_paragraph() {
    let cell = format!("<w:tc>{}{}{}</w:tc>", p(&["{% if no %}"]), p(&["a"]), p(&["{% endif %}"]));
    assert_eq!(
        filled(&format!("<w:tbl><w:tr>{cell}</w:tr></w:tbl>")),
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    );
}

#[test]
fn text_boxes_have_paragraphs_of_their_own() {
    let body = format!(
        "<w:p><w:r><w:t>{{% if yes %}}</w:t></w:r><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r><w:r><w:t>{{% endif %}}</w:t></w:r></w:p>",
        p(&["{{ name }}"])
    );
    assert!(filled(&body).contains(&q(&["N"])));
}

#[test]
fn what_only_looks_like_a_tag_is_left() {
    let body = "<w:p w:id=\"{{x}}\"><w:r><w:instrText>{% y %}</w:instrText></w:r><w:r><w:t>{</w:t></w:r><w:r><w:t>{{ name }}</w:t></w:r></w:p>";
    let shown = filled_with("N", &body.replace("{{ name }}", "n {{ name }}")).unwrap();
    assert!(
        shown.contains("w:id=\"&#123;{x}}\"") && shown.contains("&#123;% y %}") && shown.contains("n N"),
        "{shown}"
    );
}

#[test]
fn faults_name_the_part_the_paragraph_and_the_tag() {
    let place = |number, beginning: &str, tag: Option<&str>| {
        let (part, beginning, tag) = ("word/document.xml".to_owned(), beginning.to_owned(), tag.map(str::to_owned));
        Some(Place::Paragraph(Paragraph { part, number, beginning, tag }))
    };
    let body = |text: &str| [p(&["first"]), table(&[row(&[text])])].concat();
    assert_eq!(problem(&body("a {{ name ")), (place(2, "a {{ name", None), Problem::Unclosed("{{ name ".to_owned())));
    assert_eq!(
        problem(&body("{% for x in rows %} b")).0,
        place(2, "{% for x in rows %} b", Some("{% for x in rows %}"))
    );
    assert_eq!(problem(&body("{% if yes %}")).1, Problem::Unended("endif".to_owned()));
    assert_eq!(problem(&body("c {% endif %}")), (place(2, "c {% endif %}", Some("{% endif %}")), Problem::Unbegun));
    assert_eq!(problem(&body("{{ name.x.y }}")).0, place(2, "{{ name.x.y }}", Some("{{ name.x.y }}")));
    assert_eq!(problem(&body("{{ a b }}")).0, place(2, "{{ a b }}", Some("{{ a b }}")));
    let (place, found) = problem(&[p(&["{{ nobody }}"]), p(&["{{ name }}"]), p(&["{{ nowhere }}"])].concat());
    assert!(matches!(place, Some(Place::Paragraph(Paragraph { number: 1, .. }))));
    assert_eq!(found, Problem::UnknownName { name: "nobody".to_owned(), nearest: None });
}

#[test]
fn a_file_that_is_no_document_is_refused() {
    let refused = |bytes: Vec<u8>| {
        let template = Template { name: "own.docx".to_owned(), bytes };
        fill_in("N", &template).unwrap_err().remove(0).problem
    };
    assert!(matches!(refused(b"no package".to_vec()), Problem::NotWord(_)));
    assert!(matches!(refused(package("<w:p>").bytes), Problem::NotWord(_)));
    // 40 MB of spaces are packed into 40 kB.
    let bomb = package(&" ".repeat(40 << 20)).bytes;
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refused(bomb), Problem::TooLarge { part: "word/document.xml".to_owned(), limit: 32 });
}
