//! Faults of the jurors' sheets.

use bayqau::diagnostic::Code;

use crate::case::Case;

/// Semicolons and LF; `p07;5;3;4;5` is line 6, `p10;4;4;3;4` line 8, the last row line 19.
const PLAIN: &str = "scores/visit-card/juror-1.csv";

/// A byte order mark and semicolons.
const MARKED: &str = "scores/visit-card/juror-2.csv";

/// Commas and CRLF.
const WINDOWS: &str = "scores/visit-card/juror-4.csv";

/// Commas; full names instead of ids; `Шөкетай Гүлдана Қайсарқызы` is line 7.
const NAMES: &str = "scores/visit-card/juror-5.csv";

/// Semicolons and LF; `p29` is the last row, line 30.
const PORTFOLIO: &str = "scores/portfolio/juror-1.csv";

/// A byte order mark, Kazakh titles, a control total; `p28` is line 2.
const TOTALS: &str = "scores/portfolio/juror-2.csv";

/// `p11` is line 20, and the juror recused.
const RECUSED: &str = "scores/portfolio/juror-3.csv";

/// Commas, CRLF, Russian titles of which one is quoted; `p22` is line 12.
const RUSSIAN: &str = "scores/portfolio/juror-4.csv";

const HEADER: &str = "participant;originality;ideas;speech;defence\n";

/// A case in which the row of `p07`, line 6 of a sheet, is another one.
fn row(name: &'static str, new: &'static str) -> Case {
    Case::new(name).replace(PLAIN, "p07;5;3;4;5\n", new)
}

fn header(name: &'static str, new: &'static str) -> Case {
    Case::new(name).replace(PLAIN, HEADER, new)
}

pub fn cases() -> Vec<Case> {
    [columns(), rows(), cells(), files(), completeness(), without_participants(), places()]
        .into_iter()
        .flatten()
        .collect()
}

fn columns() -> Vec<Case> {
    vec![
        header("a mistyped criterion", "participant;originality;idea;speech;defence\n")
            .fault(Code::UnknownColumn, "scores/visit-card/juror-1.csv:1:25", "the column “idea” is not known")
            .shows("did you mean “ideas”?"),
        header("a mistyped participant column", "particpant;originality;ideas;speech;defence\n")
            .fault(Code::UnknownColumn, "scores/visit-card/juror-1.csv:1:1", "the column “particpant” is not known")
            .shows("did you mean “participant”?"),
        Case::new("a mistyped criterion beside a missing one")
            .write(PLAIN, "participant;originality;idea;speech\np01;4;3;4\n")
            .fault(Code::MissingColumn, "scores/visit-card/juror-1.csv:1:1", "the column defence is missing")
            .fault(Code::UnknownColumn, "scores/visit-card/juror-1.csv:1:25", "the column “idea” is not known"),
        Case::new("a column that nobody knows")
            .write(PLAIN, "participant;originality;ideas;speech;defence;mood\np01;4;3;4;4;7\n")
            .fault(Code::UnknownColumn, "scores/visit-card/juror-1.csv:1:46", "the column “mood” is not known")
            .shows("known here: originality, ideas, speech, defence"),
        Case::new("a criterion without a column")
            .write(PLAIN, "participant;originality;ideas;speech\np01;4;3;4\n")
            .fault(Code::MissingColumn, "scores/visit-card/juror-1.csv:1:1", "the column defence is missing"),
        Case::new("a sheet without participants").write(PLAIN, "originality;ideas;speech;defence\n4;3;4;4\n").fault(
            Code::MissingColumn,
            "scores/visit-card/juror-1.csv:1:1",
            "the column participant is missing",
        ),
        Case::new("a column twice")
            .write(PLAIN, "participant;originality;ideas;speech;defence;ideas\np01;4;3;4;4;3\n")
            .fault(Code::DuplicateColumn, "scores/visit-card/juror-1.csv:1:46", "the column “ideas” stands twice"),
        Case::new("attempts that are too many")
            .replace(
                "contest.yaml",
                "    criteria:\n      - id: orig",
                "    attempts: 2\n    criteria:\n      - id: orig",
            )
            .replace("contest.yaml", "# 20 at most\n", "# 20 at most\n      - attempts: best\n")
            .delete("scores/visit-card")
            .write(PLAIN, "participant;attempt;originality;ideas;speech;defence\np01;3;4;3;4;4\n")
            .fault(Code::UnknownWord, "scores/visit-card/juror-1.csv:2:5", "“3” is not known under attempt")
            .shows("possible: 1…2"),
    ]
}

fn rows() -> Vec<Case> {
    vec![
        row("an id that is not there", "p70;5;3;4;5\n")
            .fault(Code::UnknownParticipant, "scores/visit-card/juror-1.csv:6:1", "there is no participant “p70”")
            .shows("did you mean p07?"),
        Case::new("a full name that is not there")
            .replace(NAMES, "Шөкетай Гүлдана Қайсарқызы", "Шөкетай Гулдана Қайсарқызы")
            .fault(
                Code::UnknownParticipant,
                "scores/visit-card/juror-5.csv:7:1",
                "there is no participant “Шөкетай Гулдана Қайсарқызы”",
            )
            .shows("did you mean Шөкетай Гүлдана Қайсарқызы?"),
        row("marks of nobody", ";5;3;4;5\n").fault(
            Code::MissingCell,
            "scores/visit-card/juror-1.csv:6:1",
            "the cell under participant is blank",
        ),
        Case::new("a row twice")
            .append(PLAIN, "p01;4;3;4;4\n")
            .fault(Code::DuplicateRow, "scores/visit-card/juror-1.csv:20:1", "“p01” stands twice")
            .shows("first in scores/visit-card/juror-1.csv:2"),
        Case::new("a row twice, by id and by name")
            .append(PLAIN, "Тілеуқабылова Айзере Болатбекқызы;4;3;4;4\n")
            .fault(
                Code::DuplicateRow,
                "scores/visit-card/juror-1.csv:20:1",
                "“Тілеуқабылова Айзере Болатбекқызы” stands twice",
            )
            .shows("first in scores/visit-card/juror-1.csv:2"),
        row("a cell too few", "p07;5;3;4\n").fault(
            Code::UnevenRow,
            "scores/visit-card/juror-1.csv:6:1",
            "the row has 4 cells, the header 5",
        ),
        row("a cell too many", "p07;5;3;4;5;1\n").fault(
            Code::UnevenRow,
            "scores/visit-card/juror-1.csv:6:13",
            "the row has 6 cells, the header 5",
        ),
        row("a cell too few beside a mark above the range", "p07;5;3;4\n")
            .replace(PLAIN, "p10;4;4;3;4\n", "p10;4;7;3;4\n")
            .fault(Code::UnevenRow, "scores/visit-card/juror-1.csv:6:1", "the row has 4 cells, the header 5")
            .fault(
                Code::MarkOutOfRange,
                "scores/visit-card/juror-1.csv:8:7",
                "mark 7 is outside the range from 1 to 5",
            ),
        Case::new("a decimal comma between commas")
            .replace(WINDOWS, "p10,4,5,4,4\r\n", "p10,4,5,4,5,4\r\n")
            .fault(Code::UnevenRow, "scores/visit-card/juror-4.csv:12:13", "the row has 6 cells, the header 5")
            .shows("a decimal comma that divides the row"),
        row("a quote that never ends", "p07;5;3;\"4;5\n").fault(
            Code::OpenQuote,
            "scores/visit-card/juror-1.csv:6:9",
            "a quotation mark is never closed",
        ),
        Case::new("marks of an entry that did not pass")
            .append(PLAIN, "p18;3;3;3;3\n")
            .fault(
                Code::NotInStage,
                "scores/visit-card/juror-1.csv:20:5",
                "p18 does not take part in the stage visit-card, and juror-1 has judged it",
            )
            .shows("did not pass, or does not compete"),
        Case::new("marks by a juror in conflict")
            .replace(
                RECUSED,
                "p11;бас тартты;бас тартты;бас тартты;бас тартты;бас тартты;бас тартты;бас тартты;бас тартты\n",
                "p11;2;2;2;1;2;2;1;1\n",
            )
            .fault(Code::MarkInConflict, "scores/portfolio/juror-3.csv:20:5", "juror-3 may not judge p11")
            .shows("forbidden by conflicts.csv:2"),
        row("a row that is blank throughout", "p07;;;;\n").fault(
            Code::BlankCell,
            "scores/visit-card/juror-1.csv:6:5",
            "the cell is blank",
        ),
        row("a juror who was absent for an entry", "p07;жоқ;жоқ;жоқ;жоқ\n").fault(
            Code::JurorAbsent,
            "scores/visit-card/juror-1.csv:6:5",
            "the juror was absent for this entry, and the rules do not say what that means",
        ),
        Case::new("a wrong control total")
            .replace(TOTALS, "p28;2;2;3;2;2;2;3;3;19\n", "p28;2;2;3;2;2;2;3;3;20\n")
            .fault(
                Code::TotalDiffers,
                "scores/portfolio/juror-2.csv:2:21",
                "the total of Әбілмансұр Ботагөз Ерсұлтанқызы says 20, the marks of the row add up to 19",
            ),
        Case::new("a mark that the control total contradicts")
            .replace(TOTALS, "p28;2;2;3;2;2;2;3;3;19\n", "p28;2;2;3;2;2;2;3;1;19\n")
            .fault(
                Code::TotalDiffers,
                "scores/portfolio/juror-2.csv:2:21",
                "the total of Әбілмансұр Ботагөз Ерсұлтанқызы says 19, the marks of the row add up to 17",
            ),
    ]
}

fn cells() -> Vec<Case> {
    const BY_HALVES: (&str, &str) =
        ("      - id: ideas\n        marks: 1-5\n", "      - id: ideas\n        marks: 1-5 by 0.5\n");
    let by_halves = |name, new| row(name, new).replace("contest.yaml", BY_HALVES.0, BY_HALVES.1);
    vec![
        row("a mark above the range", "p07;5;6;4;5\n")
            .fault(Code::MarkOutOfRange, "scores/visit-card/juror-1.csv:6:7", "mark 6 is outside the range from 1 to 5")
            .shows("takes 1 to 5")
            .shows("correct the mark, or the range in contest.yaml:115"),
        row("a zero where marks begin with one", "p07;5;0;4;5\n").fault(
            Code::MarkOutOfRange,
            "scores/visit-card/juror-1.csv:6:7",
            "mark 0 is outside the range from 1 to 5",
        ),
        row("half a mark", "p07;5;2.5;4;5\n")
            .fault(Code::MarkOffStep, "scores/visit-card/juror-1.csv:6:7", "mark 2.5 lies between two steps")
            .shows("takes 1 to 5 by 1"),
        by_halves("a quarter of a mark", "p07;5;3,25;4;5\n")
            .fault(Code::MarkOffStep, "scores/visit-card/juror-1.csv:6:7", "mark 3,25 lies between two steps")
            .shows("takes 1 to 5 by 0.5"),
        by_halves("half a mark where halves are allowed", "p07;5;3,5;4;5\n"),
        row("a word for a mark", "p07;5;үш;4;5\n").fault(
            Code::NotAMark,
            "scores/visit-card/juror-1.csv:6:7",
            "“үш” is not a mark",
        ),
        row("a blank cell", "p07;5;;4;5\n")
            .fault(Code::BlankCell, "scores/visit-card/juror-1.csv:6:7", "the cell is blank")
            .shows("write the mark; “recused” if the juror took no part; “-” if there was nothing to judge"),
        row("a cell of an absent juror", "p07;5;отсутствует;4;5\n").fault(
            Code::JurorAbsent,
            "scores/visit-card/juror-1.csv:6:7",
            "the juror was absent for this entry, and the rules do not say what that means",
        ),
        row("several faults in one row", "p07;6;;x;5\n")
            .fault(Code::MarkOutOfRange, "scores/visit-card/juror-1.csv:6:5", "mark 6 is outside the range from 1 to 5")
            .fault(Code::BlankCell, "scores/visit-card/juror-1.csv:6:7", "the cell is blank")
            .fault(Code::NotAMark, "scores/visit-card/juror-1.csv:6:8", "“x” is not a mark"),
    ]
}

fn files() -> Vec<Case> {
    vec![
        Case::new("a sheet of nobody on the jury").write("scores/visit-card/juror-6.csv", HEADER).fault(
            Code::UnknownJuror,
            "scores/visit-card/juror-6.csv",
            "“juror-6” is not on the jury",
        ),
        Case::new("a sheet of the secretary")
            .write("scores/visit-card/secretary.csv", HEADER)
            .fault(Code::NotJudging, "scores/visit-card/secretary.csv", "secretary does not judge here")
            .shows("take the marks out, or correct jury.csv:7"),
        Case::new("a juror in the column who is not on the jury")
            .delete("scores/visit-card")
            .write(
                "scores/visit-card.csv",
                "juror;participant;originality;ideas;speech;defence\njuror-1;p01;4;3;4;4\njuror-6;p01;4;3;4;4\n",
            )
            .fault(Code::UnknownJuror, "scores/visit-card.csv:3:1", "“juror-6” is not on the jury"),
        Case::new("one juror's marks in two files")
            .write("scores/visit-card.csv", "juror;participant;originality;ideas;speech;defence\njuror-1;p01;4;3;4;4\n")
            .fault(Code::DuplicateRow, "scores/visit-card/juror-1.csv:2:1", "“p01” stands twice")
            .shows("first in scores/visit-card.csv:2"),
        Case::new("a text beside the sheets").write("scores/notes.txt", "ертең\n").fault(
            Code::StrayFile,
            "scores/notes.txt",
            "nothing here is called notes.txt",
        ),
        Case::new("a document among the sheets").write("scores/portfolio/juror-1.docx", "PK").fault(
            Code::StrayFile,
            "scores/portfolio/juror-1.docx",
            "nothing here is called portfolio/juror-1.docx",
        ),
        Case::new("sheets of a mistyped stage")
            .write("scores/portfolo/juror-1.csv", HEADER)
            .fault(Code::StrayFile, "scores/portfolo/juror-1.csv", "nothing here is called portfolo")
            .shows("did you mean portfolio?"),
        Case::new("a lock file of a sheet that is open").write("scores/portfolio/~$juror-1.csv", "secretary"),
        Case::new("an empty sheet").write(PLAIN, "").fault(
            Code::TableEmpty,
            "scores/visit-card/juror-1.csv",
            "the table has no header",
        ),
    ]
}

fn completeness() -> Vec<Case> {
    vec![
        Case::new("a sheet that is missing")
            .delete("scores/portfolio/juror-4.csv")
            .fault(Code::SheetMissing, "jury.csv:5:1", "the sheet of juror-4 for the stage portfolio is missing")
            .shows("should have judged 29 entries")
            .shows("put the sheet into scores/portfolio/juror-4.csv"),
        Case::new("a sheet that is missing where not all take part")
            .delete("scores/visit-card/juror-4.csv")
            .fault(Code::SheetMissing, "jury.csv:5:1", "the sheet of juror-4 for the stage visit-card is missing")
            .shows("should have judged 18 entries"),
        Case::new("a row that is missing").replace(PORTFOLIO, "p29;2;2;2;1;3;2;3;3\n", "").fault(
            Code::RowMissing,
            "participants.csv:30:1",
            "juror-1 has no row for p29 in the stage portfolio",
        ),
        Case::new("a row that two jurors have not")
            .replace(PORTFOLIO, "p29;2;2;2;1;3;2;3;3\n", "")
            .replace(RECUSED, "p29;3;2;1;1;3;1;2;3\n", "")
            .fault(Code::RowMissing, "participants.csv:30:1", "juror-1 has no row for p29 in the stage portfolio")
            .fault(Code::RowMissing, "participants.csv:30:1", "juror-3 has no row for p29 in the stage portfolio"),
    ]
}

/// Sheets that name the participants themselves, by ids, where there is no list of them.
fn without_participants() -> Vec<Case> {
    let without = |name| {
        let lists = ["participants.csv", "conflicts.csv", "decisions.csv", "sittings.csv", "ballots"];
        let by_name = ["scores/portfolio/juror-5.csv", NAMES];
        let one_per = "participants:\n  one_per: organisation              # one leader of each school (III.10)\n";
        let case = Case::new(name).replace("contest.yaml", one_per, "");
        lists.into_iter().chain(by_name).fold(case, Case::delete)
    };
    vec![
        without("an id with a space where no list names the participants")
            .replace(PLAIN, "p07;5;3;4;5\n", "p 07;5;3;4;5\n")
            .fault(Code::BadId, "scores/visit-card/juror-1.csv:6:1", "“p 07” cannot be an id"),
        without("a cell too few where no list names the participants")
            .replace(PLAIN, "p07;5;3;4;5\n", "p07;5;3;4\n")
            .fault(Code::UnevenRow, "scores/visit-card/juror-1.csv:6:1", "the row has 4 cells, the header 5"),
        without("a text beside the sheets where no list names the participants")
            .write("scores/notes.txt", "ертең\n")
            .fault(Code::StrayFile, "scores/notes.txt", "nothing here is called notes.txt"),
    ]
}

/// The same fault in files that other programs wrote.
fn places() -> Vec<Case> {
    vec![
        Case::new("a mark in a file with commas and CRLF")
            .replace(RUSSIAN, "p22,3,2,1,3,2,1,1,3\r\n", "p22,3,2,9,3,2,1,1,3\r\n")
            .fault(
                Code::MarkOutOfRange,
                "scores/portfolio/juror-4.csv:12:9",
                "mark 9 is outside the range from 1 to 3",
            ),
        Case::new("a column after a quoted one, with CRLF")
            .replace(RUSSIAN, "глубина и всесторонность анализа", "глубина и всесторонность анализов")
            .fault(
                Code::UnknownColumn,
                "scores/portfolio/juror-4.csv:1:59",
                "the column “глубина и всесторонность анализов” is not known",
            )
            .shows("did you mean “глубина и всесторонность анализа”?"),
        Case::new("a mark after a full name")
            .replace(NAMES, "Шөкетай Гүлдана Қайсарқызы,5,4,5,5", "Шөкетай Гүлдана Қайсарқызы,5,4,7,5")
            .fault(
                Code::MarkOutOfRange,
                "scores/visit-card/juror-5.csv:7:32",
                "mark 7 is outside the range from 1 to 5",
            ),
        Case::new("a mark after blank lines").replace(PLAIN, "p10;4;4;3;4\n", "\n\n;;;;\np10;4;7;3;4\n").fault(
            Code::MarkOutOfRange,
            "scores/visit-card/juror-1.csv:11:7",
            "mark 7 is outside the range from 1 to 5",
        ),
        Case::new("a mark below a cell of two lines")
            .write(PLAIN, "participant;originality;ideas;speech;defence;note\np01;4;3;4;4;\"екі\nжол\"\np02;4;9;5;5;\n")
            .fault(
                Code::MarkOutOfRange,
                "scores/visit-card/juror-1.csv:4:7",
                "mark 9 is outside the range from 1 to 5",
            ),
        Case::new("a mark behind a cell of two lines")
            .write(PLAIN, "participant;note;originality;ideas;speech;defence\np01;\"екі\nжол\";9;3;4;4\n")
            .fault(
                Code::MarkOutOfRange,
                "scores/visit-card/juror-1.csv:3:6",
                "mark 9 is outside the range from 1 to 5",
            ),
        Case::new("a quoted mark with spaces around it")
            .replace(PLAIN, "p07;5;3;4;5\n", "p07;5; 8 ;\"7\";5\n")
            .fault(Code::MarkOutOfRange, "scores/visit-card/juror-1.csv:6:8", "mark 8 is outside the range from 1 to 5")
            .fault(
                Code::MarkOutOfRange,
                "scores/visit-card/juror-1.csv:6:12",
                "mark 7 is outside the range from 1 to 5",
            ),
        Case::new("a mark between tabs")
            .write(PLAIN, "participant\toriginality\tideas\tspeech\tdefence\np01\t4\t9\t4\t4\n")
            .fault(
                Code::MarkOutOfRange,
                "scores/visit-card/juror-1.csv:2:7",
                "mark 9 is outside the range from 1 to 5",
            ),
        Case::new("a column in the line of a byte order mark")
            .write(MARKED, "participant;originality;ideas;speech;defence;ideas\np01;4;3;4;4;3\n")
            .windows(MARKED)
            .fault(Code::DuplicateColumn, "scores/visit-card/juror-2.csv:1:46", "the column “ideas” stands twice"),
        Case::new("a mark below a byte order mark").replace(MARKED, "p28;4;4;5;3\n", "p28;4;4;5;9\n").fault(
            Code::MarkOutOfRange,
            "scores/visit-card/juror-2.csv:2:11",
            "mark 9 is outside the range from 1 to 5",
        ),
    ]
}
