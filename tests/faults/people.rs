//! Faults of `participants.csv`, `jury.csv` and `conflicts.csv`.

use bayqau::diagnostic::Code;

use crate::case::Case;

const PARTICIPANTS: &str = "participants.csv";
const JURY: &str = "jury.csv";
const CONFLICTS: &str = "conflicts.csv";

/// A jury of five with the stages that each judges; the chair is line 2, `juror-5` line 6.
macro_rules! jury_with_stages {
    ($stages:literal) => {
        concat!(
            "id;name;role;stages\n",
            "juror-1;Байсұлтанова Ғалия Төлегенқызы;chair;\n",
            "juror-2;Қоңқабай Ержан Смағұлұлы;member;\n",
            "juror-3;Әлімгерей Мәрзия Тұрсынқызы;member;\n",
            "juror-4;Горностаева Инна Валерьевна;member;\n",
            "juror-5;Шүлембай Арман Дәуренұлы;member;",
            $stages,
            "\nsecretary;Жарылғап Динара Ескендірқызы;secretary;\n",
        )
    };
}

pub fn cases() -> Vec<Case> {
    [participants(), lists_as_a_whole(), jury(), conflicts(), blind()].into_iter().flatten().collect()
}

fn participants() -> Vec<Case> {
    vec![
        Case::new("two entries of one school")
            .replace(PARTICIPANTS, "№ 208 орта мектеп", "№ 204 мектеп-лицей")
            .fault(
                Code::OneEntryEach,
                "participants.csv:4:1",
                "p03 is a second entry of “№ 204 мектеп-лицей”, beside p01",
            )
            .shows("first in participants.csv:2"),
        Case::new("an application a day late")
            .replace(PARTICIPANTS, "шынықтыру;2025-10-17;;", "шынықтыру;2025-10-18;;")
            .fault(
                Code::SubmittedLate,
                "participants.csv:30:101",
                "the application came on 2025-10-18, after the last day, 2025-10-17",
            )
            .shows("the last day is 2025-10-17"),
        Case::new("an application on the last day, written with points").replace(
            PARTICIPANTS,
            "шынықтыру;2025-10-17;;",
            "шынықтыру;17.10.2025;;",
        ),
        Case::new("two participants of one id")
            .append(PARTICIPANTS, "p07;Басқа Адам;№ 299 мектеп;;;2025-10-07;;\n")
            .fault(Code::DuplicateId, "participants.csv:32:1", "the id p07 stands twice")
            .shows("first in participants.csv:8"),
        Case::new("an id with a space")
            .replace(PARTICIPANTS, "p30;Саржігіт", "p 30;Саржігіт")
            .fault(Code::BadId, "participants.csv:31:1", "“p 30” cannot be an id"),
        Case::new("a mistyped status")
            .replace(PARTICIPANTS, "out-of-competition", "out-of-competiton")
            .fault(
                Code::UnknownWord,
                "participants.csv:13:104",
                "“out-of-competiton” is not known under status",
            )
            .shows("did you mean out-of-competition?"),
        Case::new("a mistyped status beside an id that is not there")
            .replace(PARTICIPANTS, "out-of-competition", "out-of-competiton")
            .replace("scores/visit-card/juror-1.csv", "p07;5;3;4;5", "p70;5;3;4;5")
            .fault(
                Code::UnknownWord,
                "participants.csv:13:104",
                "“out-of-competiton” is not known under status",
            )
            .fault(Code::UnknownParticipant, "scores/visit-card/juror-1.csv:6:1", "there is no participant “p70”"),
        Case::new("an application without a day")
            .replace(PARTICIPANTS, "математика;2025-10-06;;", "математика;6 қазан;;")
            .fault(Code::BadDate, "participants.csv:2:108", "“6 қазан” is not a date"),
        Case::new("a status without a reason")
            .replace(
                PARTICIPANTS,
                "Байқаудың II кезеңі осы мектептің базасында өтеді, қатысушының өз өтініші бойынша байқаудан тыс бағаланады",
                "",
            )
            .fault(Code::MissingCell, "participants.csv:13:123", "the cell under reason is blank"),
        Case::new("an entry without a name that no sheet speaks of")
            .replace(PARTICIPANTS, "p30;Саржігіт Бибігүл Асқарбекқызы;", "p30;;")
            .fault(Code::MissingCell, "participants.csv:31:5", "the cell under name is blank"),
        Case::new("an entry without a name that all sheets speak of")
            .replace(PARTICIPANTS, "p12;Иманқожа Раушан Дүйсенбекқызы;", "p12;;")
            .fault(Code::MissingCell, "participants.csv:13:5", "the cell under name is blank"),
        Case::new("two participants of one name")
            .append(PARTICIPANTS, "p31;Шөкетай Гүлдана Қайсарқызы;№ 299 мектеп;;;2025-10-07;;\n")
            .fault(
                Code::AmbiguousName,
                "scores/portfolio/juror-5.csv:10:1",
                "several participants are called “Шөкетай Гүлдана Қайсарқызы”",
            )
            .fault(
                Code::AmbiguousName,
                "scores/visit-card/juror-5.csv:7:1",
                "several participants are called “Шөкетай Гүлдана Қайсарқызы”",
            )
            .shows("write the id instead of the name: p07, p31"),
        Case::new("a participant's row that is too short")
            .replace(PARTICIPANTS, ";физика;2025-10-06;;", ";физика;2025-10-06;")
            .fault(Code::UnevenRow, "participants.csv:3:1", "the row has 7 cells, the header 8"),
    ]
}

fn lists_as_a_whole() -> Vec<Case> {
    vec![
        Case::new("an empty list of participants").write(PARTICIPANTS, "\n").fault(
            Code::TableEmpty,
            "participants.csv",
            "the table has no header",
        ),
        Case::new("a list of participants with nobody in it").write(PARTICIPANTS, "id;name;organisation\n").fault(
            Code::NoEntries,
            "participants.csv",
            "the contest has no entries",
        ),
        Case::new("participants without names")
            .replace(PARTICIPANTS, "id;name;organisation", "id;surname;organisation")
            .fault(Code::MissingColumn, "participants.csv:1:1", "the column name is missing"),
        Case::new("a column of participants twice")
            .replace(PARTICIPANTS, "position;subject", "position;position")
            .fault(Code::DuplicateColumn, "participants.csv:1:31", "the column “position” stands twice"),
        Case::new("no jury").delete(JURY).fault(Code::FileMissing, "jury.csv", "the file jury.csv is missing"),
        Case::new("an empty jury").write(JURY, "").fault(Code::TableEmpty, "jury.csv", "the table has no header"),
    ]
}

fn jury() -> Vec<Case> {
    vec![
        Case::new("a mistyped role")
            .replace(JURY, "қауымдастығы;member", "қауымдастығы;membr")
            .fault(Code::UnknownWord, "jury.csv:5:82", "“membr” is not known under role")
            .shows("did you mean member?"),
        Case::new("a mistyped role beside a vote of nobody on the jury")
            .replace(JURY, "қауымдастығы;member", "қауымдастығы;membr")
            .replace("ballots/best-event.csv", "juror-3;p05", "juror-8;p05")
            .fault(Code::UnknownJuror, "ballots/best-event.csv:4:1", "“juror-8” is not on the jury")
            .fault(Code::UnknownWord, "jury.csv:5:82", "“membr” is not known under role"),
        Case::new("two chairs")
            .replace(JURY, "№ 220 мектеп-лицей;member", "№ 220 мектеп-лицей;chair")
            .fault(Code::TwoChairs, "jury.csv:4:89", "there is a second chair")
            .shows("first in jury.csv:2"),
        Case::new("no chair")
            .replace(JURY, ";chair", ";member")
            .replace("ballots/best-event.csv", "juror-5;p26", "juror-5;p19")
            .fault(Code::NoChair, "jury.csv", "the jury has no chair, so nobody decides where votes are equal"),
        Case::new("a jury of its secretary")
            .write(JURY, "id;name;role\nsecretary;Жарылғап Динара Ескендірқызы;secretary\n")
            .delete("scores")
            .delete("ballots")
            .delete(CONFLICTS)
            .delete("sittings.csv")
            .delete("decisions.csv")
            .fault(Code::NobodyJudges, "jury.csv", "nobody on the jury judges"),
        Case::new("two jurors of one id")
            .append(JURY, "juror-2;Басқа Адам;;;member\n")
            .fault(Code::DuplicateId, "jury.csv:8:1", "the id juror-2 stands twice")
            .shows("first in jury.csv:3"),
        Case::new("a mistyped column of the jury")
            .replace(JURY, "position;workplace;role", "position;workplce;role")
            .fault(Code::UnknownColumn, "jury.csv:1:18", "the column “workplce” is not known")
            .shows("did you mean “workplace”?"),
        Case::new("a mistyped column of roles")
            .replace(JURY, "workplace;role", "workplace;rolle")
            .fault(Code::UnknownColumn, "jury.csv:1:28", "the column “rolle” is not known")
            .shows("did you mean “role”?"),
        Case::new("a juror of a stage that is not there")
            .write(JURY, jury_with_stages!("portfolo"))
            .fault(Code::UnknownWord, "jury.csv:6:41", "“portfolo” is not known under stages")
            .shows("did you mean portfolio?"),
        Case::new("a sheet of a juror who does not judge in the stage")
            .write(JURY, jury_with_stages!("portfolio"))
            .fault(Code::NotJudging, "scores/visit-card/juror-5.csv", "juror-5 does not judge here")
            .shows("take the marks out, or correct jury.csv:6"),
    ]
}

fn conflicts() -> Vec<Case> {
    vec![
        Case::new("a conflict of nobody on the jury")
            .replace(CONFLICTS, "juror-3;p11", "juror-33;p11")
            .fault(Code::UnknownJuror, "conflicts.csv:2:1", "“juror-33” is not on the jury")
            .shows("did you mean juror-3?"),
        Case::new("a conflict with nobody who takes part").replace(CONFLICTS, "juror-3;p11", "juror-3;p1l").fault(
            Code::UnknownParticipant,
            "conflicts.csv:2:9",
            "there is no participant “p1l”",
        ),
        Case::new("a conflict of nobody").replace(CONFLICTS, "juror-3;p11", ";p11").fault(
            Code::MissingCell,
            "conflicts.csv:2:1",
            "the cell under juror is blank",
        ),
        Case::new("conflicts in a mistyped file")
            .delete(CONFLICTS)
            .write("conflict.csv", "juror;participant;reason\njuror-3;p11;бір мектепте\n")
            .fault(Code::StrayFile, "conflict.csv", "nothing here is called conflict.csv")
            .shows("did you mean conflicts.csv?"),
        Case::new("a mistyped column of conflicts")
            .replace(CONFLICTS, "juror;participant;reason", "juror;participant;reasons")
            .fault(Code::UnknownColumn, "conflicts.csv:1:19", "the column “reasons” is not known")
            .shows("did you mean “reason”?"),
    ]
}

/// The rule, and a key in which p02 to p30 have the codes 1002 to 1030.
fn blind_case(name: &'static str, first: &'static str) -> Case {
    let codes = (2..=30).map(|number| format!("p{number:02};10{number:02}\n")).collect::<String>();
    Case::new(name)
        .replace("contest.yaml", "participants:\n", "participants:\n  blind: true\n")
        .bytes("blind.csv", format!("participant;code\n{codes}{first}").as_bytes())
}

fn blind() -> Vec<Case> {
    vec![
        blind_case("a contest with its key", "p01;1001\n"),
        blind_case("an entry without a code", "").fault(
            Code::CodeMissing,
            "participants.csv:2:1",
            "p01 has no code in blind.csv",
        ),
        blind_case("a code twice", "p01;1002\n")
            .fault(Code::DuplicateId, "blind.csv:31:5", "the id 1002 stands twice")
            .shows("first in blind.csv:2"),
        blind_case("a code that is the id of another", "p01;p02\n")
            .fault(Code::DuplicateId, "blind.csv:31:5", "the id p02 stands twice")
            .shows("first in blind.csv:2"),
        blind_case("two codes for one", "p01;1001\np01;1031\n").fault(
            Code::DuplicateRow,
            "blind.csv:32:1",
            "“p01” stands twice",
        ),
        blind_case("a code that is no word", "p01;№ 1\n").fault(Code::BadId, "blind.csv:31:5", "“№ 1” cannot be an id"),
        blind_case("a blank code", "p01;\n").fault(Code::MissingCell, "blind.csv:31:5", "the cell under code is blank"),
        blind_case("a code of nobody", "p01;1001\np31;1031\n").fault(
            Code::UnknownParticipant,
            "blind.csv:32:1",
            "there is no participant “p31”",
        ),
    ]
}
