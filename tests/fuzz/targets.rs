//! What is fed with bytes of any kind: each of the readers, and the whole way from a folder to its protocol.
//!
//! None may panic, run without end or out of memory; whatever is found wrong is drawn in three languages. The targets
//! of `fuzz/` and the test beside this file call the same functions.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use bayqau::diagnostic::{self, Diagnostic, Drawing};
use bayqau::language::{Catalogue, Language};
use bayqau::render::{self, Document, Edition, Format, Template};
use bayqau::report::{self, Beside, Minutes, Protocol, Report, YearlyReport};
use bayqau::source::{self, Sources};
use bayqau::tally::{self, Scope};
use bayqau::validate::{self, Amendments, Kind, Reading};
use bayqau::{monitor, sheet};

/// A target: its name, what it does with an input, and inputs to begin with.
pub struct Target {
    pub name: &'static str,
    pub run: fn(&[u8]),
    pub seeds: fn() -> Vec<Vec<u8>>,
}

pub const TARGETS: [Target; 7] = [
    Target { name: "rules", run: rules, seeds: rule_seeds },
    Target { name: "tables", run: tables, seeds: table_seeds },
    Target { name: "workbooks", run: workbooks, seeds: workbook_seeds },
    Target { name: "encodings", run: encodings, seeds: encoding_seeds },
    Target { name: "templates", run: templates, seeds: template_seeds },
    Target { name: "documents", run: documents, seeds: document_seeds },
    Target { name: "folders", run: folders, seeds: folder_seeds },
];

/// Files that can be changed, byte by byte.
type Files = BTreeMap<String, Vec<u8>>;

fn taken_in(files: &Files) -> source::Files {
    files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice().into())).collect()
}

/// YAML as the rules of a contest, the agenda of a meeting, a programme; with what else such a folder holds.
pub fn rules(data: &[u8]) {
    for folder in examples() {
        let rules = Kind::ALL.map(Kind::rules).into_iter().find(|name| folder.contains_key(*name));
        let mut files = folder.clone();
        files.insert(rules.expect("an example has rules").to_owned(), data.to_vec());
        whole(&files);
        // Without the tables more of the rules is looked at.
        files.retain(|name, _| name.ends_with(".yaml"));
        let checked = validate::check_rules(&taken_in(&files));
        draw(&checked.diagnostics, &checked.sources);
    }
}

/// The first byte says which table of which example the rest is, and with which ending.
pub fn tables(data: &[u8]) {
    let Some((&which, rest)) = data.split_first() else { return };
    let (folder, name) = table(which);
    let mut files = examples()[folder].clone();
    files.remove(&name);
    let ending = ["csv", "tsv", "txt"][usize::from(which) % 3];
    files.insert(format!("{}.{ending}", name.trim_end_matches(".csv")), rest.to_vec());
    whole(&files);
}

/// The same with workbooks.
pub fn workbooks(data: &[u8]) {
    let Some((&which, rest)) = data.split_first() else { return };
    let (folder, name) = table(which);
    let mut files = examples()[folder].clone();
    files.remove(&name);
    let ending = ["xlsx", "ods"][usize::from(which) % 2];
    files.insert(format!("{}.{ending}", name.trim_end_matches(".csv")), rest.to_vec());
    whole(&files);
}

/// Bytes as the text of a table, and every place in it.
pub fn encodings(data: &[u8]) {
    let mut sources = Sources::default();
    let taken = sources.add_table("a.csv", data);
    let text = sources.text(taken.file).to_owned();
    for (start, character) in text.char_indices().take(200) {
        let place = taken.file.at(start, start + character.len_utf8());
        assert!(sources.end_position(place) >= sources.position(place), "{}", sources.describe(place));
    }
    for word in text.split(char::is_whitespace).take(200) {
        let _ = sheet::read_number(word);
        assert_eq!(sheet::fold(&sheet::fold(word)), sheet::fold(word), "{word:?}");
        let _ = sheet::unguard(word);
        assert_eq!(sheet::unguard(&sheet::guard(word)), sheet::unguard(word), "{word:?}");
    }
    if let Ok((table, faults)) = sheet::Table::read(&sources, taken.file, &|cell| cell == "participant") {
        draw(&faults, &sources);
        for (position, _) in table.header() {
            assert!(sources.position(table.header_place(position)).is_some());
            for row in table.rows().take(50) {
                let place = table.place(&row, position);
                assert!(sources.position(place).is_some(), "{}", row.cell(position));
            }
        }
    }
}

/// A template of the organisation's own as Markdown and as HTML, and a text that templates print.
pub fn templates(data: &[u8]) {
    let (report, language) = counted();
    let view = Protocol::new(report, None, language).expect("the example has a ranking");
    for format in [Format::Markdown, Format::Html] {
        let edition = Edition { document: Document::Protocol, format, language };
        let _ = render::fill(&view, edition, Some(Template { name: "own".to_owned(), bytes: data.to_vec() }));
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut named = view;
    named.contest = text.to_owned();
    for format in [Format::Markdown, Format::Html, Format::Docx] {
        let edition = Edition { document: Document::Protocol, format, language };
        render::fill(&named, edition, None).expect("the embedded templates print any text");
    }
}

/// A Word document as a template.
pub fn documents(data: &[u8]) {
    let (report, language) = counted();
    let view = Protocol::new(report, None, language).expect("the example has a ranking");
    let edition = Edition { document: Document::Protocol, format: Format::Docx, language };
    let _ = render::fill(&view, edition, Some(Template { name: "own".to_owned(), bytes: data.to_vec() }));
}

/// An example with changes: six bytes say which file, where, how many bytes go, and how many of those that follow
/// come there.
pub fn folders(data: &[u8]) {
    let Some((&which, mut rest)) = data.split_first() else { return };
    let mut files = examples()[usize::from(which) % examples().len()].clone();
    while let [file, high, low, gone, come, after @ ..] = rest {
        let number = usize::from(*file) % files.len();
        let bytes = files.values_mut().nth(number).expect("fewer than there are");
        let at = (usize::from(*high) << 8 | usize::from(*low)) % (bytes.len() + 1);
        let end = (at + usize::from(*gone)).min(bytes.len());
        let (new, others) = after.split_at(usize::from(*come).min(after.len()));
        bytes.splice(at..end, new.iter().copied());
        rest = others;
    }
    whole(&files);
}

/// From a folder to its protocol, as far as it goes.
fn whole(files: &Files) {
    let files = &taken_in(files);
    if files.contains_key(Kind::Meeting.rules()) {
        let checked = validate::check_meeting(files);
        draw(&checked.diagnostics, &checked.sources);
        if let Some(meeting) = checked.meeting {
            let edition = Edition { document: Document::Minutes, format: Format::Markdown, language: meeting.language };
            render::fill(&Minutes::new(&meeting, meeting.language), edition, None).expect("minutes can be written");
        }
        return;
    }
    if files.contains_key(Kind::Programme.rules()) {
        let checked = validate::check_programme(files);
        draw(&checked.diagnostics, &checked.sources);
        if let Some(programme) = checked.programme {
            let (language, counted) = (programme.language, monitor::monitor(&programme, None));
            let edition = Edition { document: Document::Programme, format: Format::Html, language };
            let view = YearlyReport::new(&programme, &counted, language);
            render::fill(&view, edition, None).expect("a yearly report can be written");
        }
        return;
    }
    let mut checked = validate::check(files, Reading { until: None, amendments: Amendments::All });
    draw(&checked.diagnostics, &checked.sources);
    let Some(contest) = checked.contest else { return };
    for partial in [false, true] {
        let until = contest.rules.ranking();
        let counted = match tally::tally(&contest, Scope { until, partial, lenient: partial }) {
            Ok(counted) => counted,
            Err(faults) => {
                draw(&faults, &checked.sources);
                continue;
            }
        };
        draw(&tally::before_signing(&contest, &counted, until), &checked.sources);
        let beside = Beside::of(&contest, &counted, &checked.sources, &checked.diagnostics);
        let mut written = Vec::new();
        report::build(&contest, &counted, beside.clone()).write_json(&mut written).expect("memory takes every text");
        let result = report::build(&contest, &counted, beside).in_memory();
        assert_eq!(written, result.to_json().into_bytes(), "a report is written as it stands in memory");
        draw(&report::check_seals(&contest, &counted, files, &mut checked.sources), &checked.sources);
        let language = contest.rules.language;
        let read = Report::from_json(&result.to_json()).expect("a report is read back");
        assert_eq!(read.to_json(), result.to_json(), "a report says the same when it is read back");
        let view = Protocol::new(&result, None, language).expect("there is a ranking");
        let edition = Edition { document: Document::Protocol, format: Format::Markdown, language };
        render::fill(&view, edition, None).expect("a protocol can be written");
    }
}

/// Every fault as it is shown, in every language.
fn draw(diagnostics: &[Diagnostic], sources: &Sources) {
    if diagnostics.is_empty() {
        return;
    }
    // The longest lists say the same of many places.
    let few = &diagnostics[..diagnostics.len().min(20)];
    thread_local! {
        static CATALOGUES: [Catalogue; 3] = Language::ALL.map(Catalogue::new);
    }
    CATALOGUES.with(|catalogues| {
        for catalogue in catalogues {
            let text = diagnostic::to_text(few, sources, catalogue, Drawing { colour: false, width: 80 });
            assert!(text.lines().count() >= few.len(), "{}: {text}", catalogue.language());
        }
    });
}

/// The example that is counted, and its language.
fn counted() -> (&'static Report, Language) {
    static COUNTED: OnceLock<(Report, Language)> = OnceLock::new();
    let (report, language) = COUNTED.get_or_init(|| {
        let files =
            examples().iter().find(|files| files.contains_key(Kind::Contest.rules())).expect("one is a contest");
        let checked = validate::check(&taken_in(files), Reading { until: None, amendments: Amendments::All });
        let contest = checked.contest.expect("the example is right");
        let until = contest.rules.ranking();
        let counted = tally::tally(&contest, Scope { until, partial: false, lenient: false }).expect("and whole");
        let beside = Beside::of(&contest, &counted, &checked.sources, &[]);
        (report::build(&contest, &counted, beside).in_memory(), contest.rules.language)
    });
    (report, *language)
}

fn project() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().find(|folder| folder.join("examples").is_dir()).expect("the examples lie in the project").to_owned()
}

/// The files of each example that are read.
fn examples() -> &'static [Files] {
    static EXAMPLES: OnceLock<Vec<Files>> = OnceLock::new();
    EXAMPLES.get_or_init(|| {
        let folders = below(&project().join("examples"), "");
        let mut examples: BTreeMap<String, Files> = BTreeMap::new();
        for (path, bytes) in folders.into_iter().filter(|(path, _)| !path.ends_with(".md")) {
            let (folder, name) = path.split_once('/').expect("a file lies in its example");
            examples.entry(folder.to_owned()).or_default().insert(name.to_owned(), bytes);
        }
        examples.into_values().collect()
    })
}

fn below(folder: &Path, inside: &str) -> Files {
    let mut files = Files::new();
    for entry in fs::read_dir(folder).expect("the project's folders can be read") {
        let path = entry.expect("and what is in them").path();
        let name = format!("{inside}{}", path.file_name().and_then(|name| name.to_str()).expect("names are texts"));
        if path.is_dir() {
            files.extend(below(&path, &format!("{name}/")));
        } else {
            files.insert(name, fs::read(&path).expect("files can be read"));
        }
    }
    files
}

/// The tables of the examples, each with the number of its example.
fn all_tables() -> Vec<(usize, String)> {
    let of = |(number, files): (usize, &Files)| {
        let tables: Vec<_> =
            files.keys().filter(|name| name.ends_with(".csv")).map(|name| (number, name.clone())).collect();
        tables
    };
    examples().iter().enumerate().flat_map(of).collect()
}

/// One of them, by a byte.
fn table(which: u8) -> (usize, String) {
    let tables = all_tables();
    tables[usize::from(which) % tables.len()].clone()
}

fn rule_seeds() -> Vec<Vec<u8>> {
    let own = examples().iter().flatten().filter(|(name, _)| name.ends_with(".yaml")).map(|(_, bytes)| bytes.clone());
    own.chain(below(&project().join("contests"), "").into_values()).collect()
}

fn table_seeds() -> Vec<Vec<u8>> {
    let seed = |which: u8| {
        let (folder, name) = table(which);
        [&[which], examples()[folder][&name].as_slice()].concat()
    };
    (0..=255).take(all_tables().len()).map(seed).collect()
}

fn workbook_seeds() -> Vec<Vec<u8>> {
    let seed = |which: u8| {
        let (folder, name) = table(which);
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        let text = String::from_utf8_lossy(&examples()[folder][&name]).into_owned();
        for (row, line) in (0..).zip(text.trim_start_matches('\u{feff}').lines().take(12)) {
            for (column, cell) in (0..).zip(line.split([';', ','])) {
                sheet.write(row, column, cell).expect("a small table fits");
            }
        }
        [vec![which], workbook.save_to_buffer().expect("and can be saved")].concat()
    };
    (0..=255).take(all_tables().len()).step_by(3).map(seed).collect()
}

fn encoding_seeds() -> Vec<Vec<u8>> {
    let data = below(&project().join("tests/data"), "").into_iter().filter(|(name, _)| name.ends_with(".csv"));
    let own = examples().iter().flatten().filter(|(name, _)| name.ends_with(".csv")).map(|(_, bytes)| bytes.clone());
    let texts: Vec<Vec<u8>> = data.map(|(_, bytes)| bytes).chain(own).collect();
    let wide = |bytes: &Vec<u8>| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let little: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
        [little, cyrillic.into_owned()]
    };
    texts.iter().flat_map(wide).chain(texts.clone()).collect()
}

fn template_seeds() -> Vec<Vec<u8>> {
    let all = below(&project().join("templates"), "").into_iter();
    all.filter(|(name, _)| name.ends_with(".md") || name.ends_with(".html")).map(|(_, bytes)| bytes).collect()
}

fn document_seeds() -> Vec<Vec<u8>> {
    let all = below(&project().join("templates"), "").into_iter();
    all.filter(|(name, _)| name.ends_with(".docx")).map(|(_, bytes)| bytes).collect()
}

fn folder_seeds() -> Vec<Vec<u8>> {
    let examples = u8::try_from(examples().len()).expect("there are few");
    let change = |file: u8| [file * 3, 0, 90, 1, 1, b'9'];
    let one = move |which: u8| (0..8).map(move |file| [&[which], change(file).as_slice()].concat());
    // The longest seed is how long a fuzzer makes its inputs.
    let many = (0..examples).map(|which| [vec![which], (0..60).flat_map(change).collect()].concat());
    (0..examples).flat_map(one).chain(many).collect()
}
