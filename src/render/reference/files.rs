//! The tables of all kinds of folders as one page.

use crate::language::{Arguments, Catalogue};
use crate::render::reference::{anchor, code, header, row};
use crate::report::blank_lists;
use crate::sheet::{ATTENDANCES, Column, DECISIONS, ROLES, STATUSES, Vocabulary};
use crate::validate::{FolderTable, Kind};

/// Every table with its columns, what each is, and who reads and writes it.
#[must_use]
pub fn reference(catalogue: &Catalogue) -> String {
    let page = Page { catalogue };
    let intro = page.word("intro", vec![("tables", "tables.md".into())]);
    let mut text = format!("# {}\n\n{intro}\n", page.bare("title"));
    for kind in Kind::ALL {
        text += &page.kind(kind);
        text.extend(FolderTable::ALL.into_iter().filter(|table| table.kind() == kind).map(|table| page.table(table)));
    }
    text
}

/// The commands that read every table of a folder of the kind.
fn readers(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Contest => {
            &["check", "sheets", "tally", "explain", "audit", "protocol", "document", "publish", "seal", "diff"]
        }
        Kind::Meeting => &["check", "protocol"],
        Kind::Programme => &["check", "monitor"],
    }
}

/// The commands that read the table though they do not read all of them.
fn other_readers(table: FolderTable) -> &'static [&'static str] {
    if table == FolderTable::Jury { &["new", "rehearse"] } else { &[] }
}

struct Page<'p> {
    catalogue: &'p Catalogue,
}

impl Page<'_> {
    fn bare(&self, key: &str) -> String {
        self.word(key, vec![])
    }

    fn word(&self, key: &str, arguments: Arguments) -> String {
        self.catalogue.text(&format!("files-{key}"), &arguments)
    }

    fn kind(&self, kind: Kind) -> String {
        let (title, others) = match kind {
            Kind::Contest => ("contest", Some(self.bare("others-contest"))),
            Kind::Meeting => ("meeting", None),
            Kind::Programme => ("programme", None),
        };
        let keys = format!("rules.md#{}", anchor(kind.rules()));
        let rules = self.word("rules", vec![("file", code(kind.rules()).into()), ("keys", keys.into())]);
        let readers = self.word("readers", vec![("commands", commands(readers(kind)).into())]);
        let others = others.map(|others| format!("{others}\n\n")).unwrap_or_default();
        format!("\n## {}\n\n{rules} {readers}\n\n{others}", self.bare(title)).trim_end().to_owned() + "\n"
    }

    fn table(&self, table: FolderTable) -> String {
        let paths: Vec<String> = table.paths().iter().map(|path| code(path)).collect();
        let mut said = vec![self.bare(&format!("table-{}", table.name()))];
        said.extend(table.is_required().then(|| self.bare("must")));
        said.extend(self.writer(table).map(|command| self.word("written", vec![("command", command.into())])));
        let others = other_readers(table);
        said.extend((!others.is_empty()).then(|| self.word("also-read", vec![("commands", commands(others).into())])));
        let titles = ["column", "names", "required", "means"].map(|key| self.bare(key));
        let mut text = format!("\n### {}\n\n{}\n\n", paths.join(", "), said.join(" "));
        text += &header(titles.each_ref().map(String::as_str));
        let columns = table.columns();
        for column in columns.known().filter(|column| *column != Column::Ordinal) {
            text += &self.column(table, column, columns.required.contains(&column));
        }
        if columns.free {
            text += &row([&self.bare("any"), "", "", &self.bare(&format!("free-{}", table.name()))]);
        }
        text
    }

    /// The command that writes the table where it is not there.
    fn writer(&self, table: FolderTable) -> Option<&'static str> {
        let blank = blank_lists(&[], self.catalogue.language());
        if table == FolderTable::Blind {
            return Some("sheets");
        }
        (table.is_at_top() && blank.iter().any(|list| list.name == table.name())).then_some("new")
    }

    fn column(&self, table: FolderTable, column: Column, is_required: bool) -> String {
        let own = format!("files-column-{}-{}", table.name(), column.id());
        let usual = format!("column-{}", column.id());
        let mut means = self.catalogue.find(&own, &vec![]).unwrap_or_else(|| self.bare(&usual));
        if let Some(words) = words(table, column) {
            means += &format!(". {}", self.word("words", vec![("words", words.join("; ").into())]));
        }
        let names: Vec<String> = column.names().iter().skip(1).map(|name| code(name)).collect();
        let required = if is_required { self.bare("required") } else { String::new() };
        row([&code(column.id()), &names.join(", "), &required, &means])
    }
}

/// The words that the cells of a column take: what means the same stands together.
fn words(table: FolderTable, column: Column) -> Option<Vec<String>> {
    fn of<T>(vocabulary: &Vocabulary<T>) -> Vec<String> {
        let each = |(_, words): &(T, &[&str])| {
            let mut own: Vec<String> = words.iter().map(|word| code(word)).collect();
            own.dedup();
            own.join(", ")
        };
        vocabulary.iter().map(each).collect()
    }
    match (table, column) {
        (_, Column::Role) => Some(of(ROLES)),
        (_, Column::Status) => Some(of(STATUSES)),
        (FolderTable::Decisions, Column::Decision) => Some(of(DECISIONS)),
        (_, Column::Attendance) => Some(of(ATTENDANCES)),
        _ => None,
    }
}

fn commands(names: &[&str]) -> String {
    names.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ")
}
