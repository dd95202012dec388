//! The order of rows and columns says nothing.

use std::sync::LazyLock;

use crate::folder::Folder;

/// What the results and the documents are printed as.
const PRINTED: [&[&str]; 8] = [
    &["tally", "--format", "table"],
    &["tally", "--format", "md"],
    &["tally", "--format", "csv"],
    &["tally", "--stage", "portfolio", "--format", "md"],
    &["protocol", "--format", "md"],
    &["protocol", "--format", "html"],
    &["protocol", "--format", "md", "--stage", "portfolio"],
    &["protocol", "--format", "html", "--stage", "portfolio"],
];

/// Everything that is printed, and the JSON without the fingerprints of the files.
fn printed(folder: &Folder) -> Vec<String> {
    let mut all: Vec<String> = PRINTED.iter().map(|arguments| folder.run(arguments).clean()).collect();
    for stage in [&["tally", "--format", "json"][..], &["tally", "--format", "json", "--stage", "portfolio"]] {
        let mut report = folder.run(stage).json();
        assert!(report.as_object_mut().unwrap().remove("inputs").is_some());
        all.push(report.to_string());
    }
    all
}

/// What the example prints as it is.
static BEFORE: LazyLock<Vec<String>> = LazyLock::new(|| printed(&Folder::example()));

#[track_caller]
fn same_when(change: impl Fn(&mut Vec<Vec<String>>), of: impl Fn(&str) -> bool) {
    let folder = Folder::example();
    let mut changed = 0;
    for name in folder.tables().iter().filter(|name| of(name)) {
        let before = folder.table(name);
        let mut rows = before.clone();
        change(&mut rows);
        changed += usize::from(rows != before);
        folder.set_table(name, &rows);
    }
    assert!(changed > 0, "nothing was changed");
    for (one, other) in BEFORE.iter().zip(printed(&folder)) {
        assert!(*one == other, "printed otherwise:\n{one}\n---\n{other}");
    }
}

#[test]
fn rows_in_another_order_print_the_same_bytes() {
    same_when(|rows| rows[1..].reverse(), |_| true);
}

#[test]
fn columns_in_another_order_print_the_same_bytes() {
    same_when(|rows| rows.iter_mut().for_each(|row| row.reverse()), |_| true);
}

#[test]
fn a_jury_in_another_order_prints_the_same_bytes() {
    same_when(|rows| rows[1..].reverse(), |name| name == "jury.csv");
}

#[test]
fn the_same_folder_prints_the_same_bytes_twice() {
    assert_eq!(printed(&Folder::example()), *BEFORE);
}
