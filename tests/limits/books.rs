//! Workbooks and Word documents that are small as files and large as anything else.

use std::fs;

use crate::archive::{lying, package};
use crate::run::Contest;

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK: &str = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
    <sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const OF_BOOK: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
    Target=\"worksheets/sheet1.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" \
    Target=\"sharedStrings.xml\"/></Relationships>";

/// A workbook of one sheet, with the rows and the shared texts as they are written in it.
fn workbook(rows: &str, shared: &str) -> Vec<u8> {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let sheet = format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>");
    let shared = format!("<sst {main}>{shared}</sst>");
    package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", OF_BOOK.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", shared.as_bytes()),
    ])
}

/// An OpenDocument workbook of one sheet.
fn open_document(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"a\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

/// What a check finds where the first juror sent this.
fn sent(ending: &str, bytes: &[u8]) -> Vec<String> {
    let contest = Contest::new();
    contest.remove("scores/essay/j1.csv");
    contest.write(&format!("scores/essay/j1.{ending}"), bytes);
    contest.codes()
}

const TEXT_CELL: &str = "<c r=\"A1\" t=\"inlineStr\"><is><t>participant</t></is></c>";

#[test]
fn the_same_books_without_a_bomb_are_read() {
    let rows = format!("<row r=\"1\">{TEXT_CELL}<c r=\"B1\" t=\"s\"><v>0</v></c></row>");
    let marks = |row: u32, mark: u32| {
        format!(
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>p{}</t></is></c><c r=\"B{row}\"><v>{mark}</v></c></row>",
            row - 1
        )
    };
    let rows = [rows, marks(2, 5), marks(3, 4), marks(4, 3)].concat();
    assert_eq!(sent("xlsx", &workbook(&rows, "<si><t>style</t></si>")), [""; 0]);
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |one: &str, other: &str| format!("<table:table-row>{}{}</table:table-row>", cell(one), cell(other));
    let end = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell \
               table:number-columns-repeated=\"16384\"/></table:table-row>";
    let rows = [row("participant", "style"), row("p1", "5"), row("p2", "4"), row("p3", "3"), end.to_owned()].concat();
    assert_eq!(sent("ods", &open_document(&rows)), [""; 0]);
}

#[test]
fn what_unpacks_to_gigabytes_is_refused_whatever_it_says_of_itself() {
    let spaces = " ".repeat(300 << 20);
    let bomb = workbook(&spaces, "");
    assert!(bomb.len() < 2 << 20);
    assert_eq!(sent("xlsx", &bomb), ["table-too-large scores/essay/j1.xlsx"]);
    // What unpacks to more than it says is damaged.
    assert_eq!(sent("xlsx", &lying(bomb)), ["workbook-broken scores/essay/j1.xlsx"]);
    let bomb = open_document(&spaces);
    assert_eq!(sent("ods", &bomb), ["table-too-large scores/essay/j1.ods"]);
    assert_eq!(sent("ods", &lying(bomb)), ["workbook-broken scores/essay/j1.ods"]);
}

#[test]
fn two_cells_at_the_ends_of_a_sheet_are_not_all_of_it() {
    let rows = format!("<row r=\"1\">{TEXT_CELL}</row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    assert_eq!(sent("xlsx", &workbook(&rows, "")), ["table-too-large scores/essay/j1.xlsx"]);
    let rows = format!("<row r=\"1\">{TEXT_CELL}</row><row r=\"9\"><c r=\"ZZZZZZZZZZ99999999999\"><v>1</v></c></row>");
    assert_eq!(sent("xlsx", &workbook(&rows, "")), ["table-too-large scores/essay/j1.xlsx"]);
}

#[test]
fn a_long_text_that_many_cells_share_is_counted_for_each() {
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(20_000);
    let rows = format!("<row>{cells}</row>");
    let shared = format!("<si><t>{}</t></si>", "a".repeat(1 << 20));
    assert_eq!(sent("xlsx", &workbook(&rows, &shared)), ["table-too-large scores/essay/j1.xlsx"]);
}

#[test]
fn rows_and_cells_that_repeat_are_counted_as_often() {
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\" \
                table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell>";
    let once = format!("<table:table-row>{cell}</table:table-row>");
    let rows = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    assert_eq!(sent("ods", &open_document(&rows)), ["table-too-large scores/essay/j1.ods"]);
    assert_eq!(sent("ods", &open_document(&once.repeat(100_000))), ["table-too-large scores/essay/j1.ods"]);
}

#[test]
fn a_line_of_thirty_million_cells_is_refused() {
    let mut text = "participant;style\n".to_owned();
    text += &";".repeat(30_000_000);
    assert_eq!(sent("csv", text.as_bytes()), ["table-too-large scores/essay/j1.csv"]);
}

#[test]
fn a_word_document_of_many_large_parts_is_refused() {
    let contest = Contest::new();
    let part = format!("<w:hdr>{}</w:hdr>", " ".repeat(8 << 20));
    let names: Vec<String> = (0..50).map(|number| format!("word/header{number}.xml")).collect();
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut types =
        format!("<Types><Override PartName=\"/word/document.xml\" ContentType=\"{kind}.document.main+xml\"/>");
    for name in &names {
        types += &format!("<Override PartName=\"/{name}\" ContentType=\"{kind}.header+xml\"/>");
    }
    types += "</Types>";
    let mut parts = vec![("[Content_Types].xml", types.as_bytes()), ("word/document.xml", b"<w:document/>")];
    parts.extend(names.iter().map(|name| (name.as_str(), part.as_bytes())));
    contest.write("own.docx", package(&parts));
    assert!(fs::metadata(contest.path().join("own.docx")).unwrap().len() < 1 << 20);
    let outcome = contest.run(&["protocol", "--format", "docx", "--template", "own.docx"]);
    assert_eq!((outcome.status, outcome.out.as_str()), (2, ""));
    assert!(outcome.err.contains("word/header") && outcome.err.contains("32 MB"), "{}", outcome.err);
}
