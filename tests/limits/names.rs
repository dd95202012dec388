//! Ids that would be other places as names of files, or none that Windows takes.

use std::fs;

use crate::run::Contest;

/// Whatever an id says, no command writes anywhere but where it was told to.
#[test]
fn ids_that_are_paths_are_refused_and_nothing_is_written() {
    for id in ["../../x", "..", "a/b", "a\\b", "a:b", "x.", "x ", "/etc/x", "~", "", "é", "a\u{0}b"] {
        let contest = Contest::new();
        let quoted = format!("{id:?}").replace("\\u{0}", "\\0");
        contest.write("jury.csv", format!("id;name;role\n{id};Сейтқали Маржан;chair\nj2;Бекболат Нұрлан;member\n"));
        let rules = fs::read_to_string(contest.path().join("contest.yaml")).unwrap();
        contest.write("contest.yaml", rules.replace("id: essay", &format!("id: {quoted}")));
        for arguments in [
            &["sheets", "--to", "out"][..],
            &["publish", "--to", "out"],
            &["seal", id],
            &["sheets", "--to", "out", "--format", "html"],
        ] {
            if id.contains('\0') && arguments.contains(&id) {
                continue; // No process can be given it.
            }
            let outcome = contest.run(arguments);
            assert_ne!(outcome.status, 0, "{id:?} {arguments:?}: {}", outcome.err);
            let left: Vec<_> = fs::read_dir(contest.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            assert_eq!(left.len(), 4, "{id:?} {arguments:?}: {left:?}");
        }
    }
}

#[test]
fn names_of_devices_are_refused_wherever_a_file_is_named_after_them() {
    for id in ["con", "NUL", "Com1", "lpt9", "aux", "prn"] {
        let contest = Contest::new();
        contest.write("jury.csv", format!("id;name;role\n{id};Сейтқали Маржан;chair\nj2;Бекболат Нұрлан;member\n"));
        assert!(contest.codes().contains(&"reserved-id jury.csv".to_owned()), "{id}");
        let contest = Contest::new();
        let rules = fs::read_to_string(contest.path().join("contest.yaml")).unwrap();
        contest.write("contest.yaml", rules.replace("id: essay", &format!("id: {id}")));
        assert!(contest.codes().contains(&"reserved-id contest.yaml".to_owned()), "{id}");
    }
    for id in ["console", "com", "com10", "nul-1", "lpt"] {
        let contest = Contest::new();
        contest.write(
            "participants.csv",
            format!("id;name\np1;Арыстан Дәурен\np2;Төреғали Аружан\np3;Жомарт Әлихан\n{id};Бір Екі\n"),
        );
        assert!(!contest.codes().iter().any(|found| found.starts_with("reserved-id")), "{id}");
    }
}

/// On Windows, and on the disks of many a Mac, two such sheets would be one file.
#[test]
fn sheets_of_jurors_that_differ_in_case_alone_are_refused() {
    let contest = Contest::new();
    contest.write("jury.csv", "id;name;role\nj1;Сейтқали Маржан;chair\nJ1;Бекболат Нұрлан;member\n");
    contest.remove("scores/essay/j1.csv");
    contest.remove("scores/essay/j2.csv");
    let outcome = contest.run(&["sheets", "--to", "out"]);
    assert_eq!((outcome.status, outcome.out.as_str()), (2, ""), "{}", outcome.err);
    assert!(outcome.err.contains("j1.xlsx") && outcome.err.contains("J1.xlsx"), "{}", outcome.err);
    assert!(!contest.path().join("out").exists());
}
