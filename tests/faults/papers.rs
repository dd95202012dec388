//! Faults of decisions, ballots, sittings and seals.

use bayqau::diagnostic::Code;

use crate::case::Case;

/// `order` about the ranking is line 2, the nominations of `p14` and `p07` lines 3 and 4, the last row line 5.
const DECISIONS: &str = "decisions.csv";

/// The votes of `juror-1` to `juror-5` are lines 2 to 6.
const BALLOT: &str = "ballots/best-event.csv";

/// The first sitting begins in line 2, the second in line 5: the agendas have several lines.
const SITTINGS: &str = "sittings.csv";

/// A sheet of the first stage; `p20` is line 21.
const SHEET: &str = "scores/portfolio/juror-1.csv";

fn decisions(name: &'static str, old: &'static str, new: &'static str) -> Case {
    Case::new(name).replace(DECISIONS, old, new)
}

/// One more decision, line 6.
fn decision(name: &'static str, row: &'static str) -> Case {
    Case::new(name).append(DECISIONS, row)
}

fn ballot(name: &'static str, old: &'static str, new: &'static str) -> Case {
    Case::new(name).replace(BALLOT, old, new)
}

fn sittings(name: &'static str, old: &'static str, new: &'static str) -> Case {
    Case::new(name).replace(SITTINGS, old, new)
}

pub fn cases() -> Vec<Case> {
    [decided(), amended(), votes(), ballots(), sat(), appealed(), seals(), together()].into_iter().flatten().collect()
}

/// What was decided, about what and whom.
fn decided() -> Vec<Case> {
    vec![
        decisions("a kind of decision that there is not", ";order;ranking;", ";ordre;ranking;")
            .fault(Code::UnknownWord, "decisions.csv:2:12", "“ordre” is not known under decision")
            .shows("did you mean order?"),
        decisions("a decision of no kind", ";order;ranking;", ";;ranking;").fault(
            Code::MissingCell,
            "decisions.csv:2:12",
            "the cell under decision is blank",
        ),
        decisions("a decision without a day", "2025-10-30;order", ";order").fault(
            Code::MissingCell,
            "decisions.csv:2:1",
            "the cell under date is blank",
        ),
        decisions("a decision on a day that there is not", "2025-10-30;order", "2025-10-32;order").fault(
            Code::BadDate,
            "decisions.csv:2:1",
            "“2025-10-32” is not a date",
        ),
        decisions("a decision about a mistyped nomination", "best-portfolio", "best-portfoli")
            .fault(Code::DecisionAbout, "decisions.csv:3:23", "there is nothing called “best-portfoli” to decide on")
            .shows("did you mean best-portfolio?"),
        decision("a decision about no award", "2025-10-30;award;forth;p04;;;5/0/0;jury;\n")
            .fault(Code::DecisionAbout, "decisions.csv:6:18", "there is nothing called “forth” to decide on")
            .shows("possible: first, second, third"),
        decision("a status that does not stand there", "2025-10-30;status;;p30;eligible;withdrawn;;jury;\n").fault(
            Code::DecisionWas,
            "decisions.csv:6:24",
            "the decision says that eligible stood there, but there stands rejected",
        ),
        decision("a status that becomes nothing", "2025-10-30;status;;p30;rejected;;;jury;\n").fault(
            Code::MissingCell,
            "decisions.csv:6:33",
            "the cell under now is blank",
        ),
        decision("an award that does not stand there", "2025-10-30;award;first;p04;p19;;5/0/0;jury;\n").fault(
            Code::DecisionWas,
            "decisions.csv:6:28",
            "the decision says that p19 stood there, but there stands p17",
        ),
        decision("a status of two entries", "2025-10-30;status;;p30 p29;rejected;withdrawn;;jury;\n").fault(
            Code::DecisionEntries,
            "decisions.csv:6:20",
            "the decision cannot be about “p30 p29”",
        ),
        decisions("an order of entries that are not equal", "p21 p09;;", "p21 p04;;")
            .fault(Code::DecisionEntries, "decisions.csv:2:26", "the decision cannot be about “p21 p04”")
            .shows("name exactly those who are equal: p21 p09"),
        decisions("an order of one", "p21 p09;;", "p21;;").fault(
            Code::DecisionEntries,
            "decisions.csv:2:26",
            "the decision cannot be about “p21”",
        ),
        decisions("a nomination of an entry out of competition", "best-portfolio;p14;", "best-portfolio;p12;").fault(
            Code::DecisionEntries,
            "decisions.csv:3:38",
            "the decision cannot be about “p12”",
        ),
        decision(
            "an entry let in that was never judged",
            "2025-10-24;pass;portfolio;\
             p12 p14 p17 p09 p21 p02 p04 p26 p19 p23 p28 p10 p15 p07 p29 p05 p01 p24 p30;;;5/0/0;jury;\n",
        )
        .fault(Code::DecisionEntries, "decisions.csv:6:27", "the decision cannot be about “p30”"),
        decisions("a decision about nobody who takes part", "p21 p09;;", "p21 p99;;")
            .fault(Code::UnknownParticipant, "decisions.csv:2:26", "there is no participant “p99”")
            .shows("did you mean p09?"),
    ]
}

/// Marks and rules that the jury decided to change; the bound of the first stage is 16, the mark 3.
fn amended() -> Vec<Case> {
    vec![
        decision("a mark of nobody", "2025-10-30;mark;portfolio/juror-1/p07;;3;2;;secretary;\n").fault(
            Code::DecisionAbout,
            "decisions.csv:6:17",
            "there is nothing called “portfolio/juror-1/p07” to decide on",
        ),
        decision(
            "a mark that does not stand there",
            "2025-10-30;mark;portfolio/juror-1/p07/completeness;;2;1;;secretary;\n",
        )
        .fault(
            Code::DecisionWas,
            "decisions.csv:6:53",
            "the decision says that 2 stood there, but there stands 3",
        ),
        decision(
            "a mark amended beyond the range",
            "2025-10-30;mark;portfolio/juror-1/p07/completeness;;3;4;;secretary;\n",
        )
        .fault(Code::MarkOutOfRange, "decisions.csv:6:55", "mark 4 is outside the range from 1 to 3"),
        decision(
            "a mark amended from a word",
            "2025-10-30;mark;portfolio/juror-1/p07/completeness;;three;2;;secretary;\n",
        )
        .fault(Code::WrongType, "decisions.csv:6:53", "a number is expected here, not “three”"),
        decision("a rule that is not there", "2025-10-30;rule;stages/portfolio/pass/at_lest;;16;15;5/0/0;jury;\n")
            .fault(
                Code::DecisionAbout,
                "decisions.csv:6:17",
                "there is nothing called “stages/portfolio/pass/at_lest” to decide on",
            ),
        decision(
            "a rule that does not stand there",
            "2025-10-30;rule;stages/portfolio/pass/at_least;;15;14;5/0/0;jury;\n",
        )
        .fault(
            Code::DecisionWas,
            "decisions.csv:6:49",
            "the decision says that 15 stood there, but there stands 16",
        ),
        decision(
            "a rule amended to a word",
            "2025-10-30;rule;stages/portfolio/pass/at_least;;16;sixteen;5/0/0;jury;\n",
        )
        .fault(Code::WrongType, "decisions.csv:6:52", "a number is expected here, not “sixteen”"),
        decision(
            "a rule amended above the maximum",
            "2025-10-30;rule;stages/portfolio/pass/at_least;;16;26;5/0/0;jury;\n",
        )
        .fault(Code::BoundAboveMaximum, "decisions.csv:6:52", "the bound 26 is above the maximum of 24"),
    ]
}

/// How the vote went.
fn votes() -> Vec<Case> {
    vec![
        decisions("votes that are no counts", "3/2/0", "3:2").fault(
            Code::BadVotes,
            "decisions.csv:2:36",
            "“3:2” is no count of votes",
        ),
        decisions("a vote that was lost", "3/2/0", "2/3/0").fault(
            Code::VoteLost,
            "decisions.csv:2:36",
            "the vote did not carry: 2 for, 3 against",
        ),
        decisions("equal votes without the chair", "3/2/0", "2/2/1").fault(
            Code::VoteLost,
            "decisions.csv:2:36",
            "the vote did not carry: 2 for, 2 against",
        ),
        decisions("equal votes with the chair", "3/2/0;jury", "2/2/1;chair"),
    ]
}

fn ballots() -> Vec<Case> {
    vec![
        ballot("a juror who votes twice", "juror-5;p26", "juror-4;p26")
            .fault(Code::DuplicateRow, "ballots/best-event.csv:6:1", "“juror-4” stands twice")
            .shows("first in ballots/best-event.csv:5"),
        Case::new("a secretary who votes")
            .append(BALLOT, "secretary;p19\n")
            .fault(Code::NotJudging, "ballots/best-event.csv:7:1", "secretary does not judge here")
            .shows("according to jury.csv:7"),
        ballot("a vote of nobody on the jury", "juror-3;p05", "juror-8;p05").fault(
            Code::UnknownJuror,
            "ballots/best-event.csv:4:1",
            "“juror-8” is not on the jury",
        ),
        ballot("a vote for an entry out of competition", "juror-3;p05", "juror-3;p12")
            .fault(
                Code::VoteNotEligible,
                "ballots/best-event.csv:4:9",
                "p12 cannot hold the nomination (out-of-competition)",
            )
            .shows("see participants.csv:13"),
        decision("a vote for an entry that was disqualified", "2025-10-30;status;;p05;eligible;disqualified;;jury;\n")
            .fault(Code::VoteNotEligible, "ballots/best-event.csv:4:9", "p05 cannot hold the nomination (disqualified)")
            .shows("see decisions.csv:6"),
        ballot("a vote for nobody", "juror-3;p05", "juror-3;").fault(
            Code::MissingCell,
            "ballots/best-event.csv:4:9",
            "the cell under participant is blank",
        ),
        ballot("a vote for nobody who takes part", "juror-3;p05", "juror-3;p 05")
            .fault(Code::UnknownParticipant, "ballots/best-event.csv:4:9", "there is no participant “p 05”")
            .shows("did you mean p05?"),
        Case::new("a ballot for no nomination")
            .write("ballots/best-evnt.csv", "juror;participant\njuror-1;p19\n")
            .fault(Code::StrayFile, "ballots/best-evnt.csv", "nothing here is called best-evnt")
            .shows("did you mean best-event?"),
    ]
}

fn sat() -> Vec<Case> {
    vec![
        sittings("a juror both present and absent", "secretary;juror-4;;", "secretary;juror-4 juror-5;;").fault(
            Code::PresentAndAbsent,
            "sittings.csv:2:122",
            "juror-5 is both present and absent",
        ),
        sittings("a sitting with nobody on the jury", "juror-5 secretary;juror-4", "juror-55 secretary;juror-4")
            .fault(Code::UnknownJuror, "sittings.csv:2:80", "“juror-55” is not on the jury")
            .shows("did you mean juror-5?"),
        sittings("a sitting of a mistyped stage", "portfolio;1;", "portfolo;1;")
            .fault(Code::UnknownWord, "sittings.csv:2:1", "“portfolo” is not known under stage")
            .shows("did you mean portfolio?"),
        sittings("two sittings of one stage", "ranking;2;", "portfolio;2;")
            .fault(Code::DuplicateRow, "sittings.csv:5:1", "“portfolio” stands twice")
            .shows("first in sittings.csv:2"),
        sittings("a day below an agenda of three lines", "ranking;2;2025-10-30;", "ranking;2;30 қазан;").fault(
            Code::BadDate,
            "sittings.csv:5:11",
            "“30 қазан” is not a date",
        ),
        sittings("a sitting without a number", "ranking;2;", "ranking;;").fault(
            Code::MissingCell,
            "sittings.csv:5:9",
            "the cell under number is blank",
        ),
        sittings("a sitting without a quorum", "juror-1 juror-2 juror-3 juror-5", "juror-1 juror-2 juror-3").fault(
            Code::NoQuorum,
            "sittings.csv:2:1",
            "no quorum: 3 of 5 present, 2/3 needed",
        ),
    ]
}

fn appealed() -> Vec<Case> {
    vec![
        Case::new("an appeal answered on no day")
            .write("appeals.csv", "received;participant;about;outcome;date\n2025-10-31;p18;ұпай;қанағаттандырылмады;\n")
            .fault(Code::MissingCell, "appeals.csv:2:41", "the cell under date is blank"),
        Case::new("an appeal of nobody who takes part")
            .write("appeals.csv", "received;participant;about\n2025-10-31;p-18;ұпай\n")
            .fault(Code::UnknownParticipant, "appeals.csv:2:12", "there is no participant “p-18”")
            .shows("did you mean p18?"),
    ]
}

fn seals() -> Vec<Case> {
    vec![
        // 56 points of five jurors, then 57: 11.2 and 11.4; the last of 28 in competition either way.
        Case::new("a mark changed after signing")
            .seal("portfolio")
            .replace(SHEET, "p20;2;1;1;1;2;1;2;1\n", "p20;3;1;1;1;2;1;2;1\n")
            .fault(
                Code::SealedChanged,
                "sealed/portfolio.json",
                "the stage portfolio is sealed, and its result is no longer what was signed: \
                 p20: 11.20, №28, ✗ → 11.40, №28, ✗",
            ),
        Case::new("a blank line added after signing").seal("portfolio").append(SHEET, "\n").fault(
            Code::SealedInputChanged,
            "sealed/portfolio.json",
            "scores/portfolio/juror-1.csv has changed since the stage portfolio was sealed; the signed result stands",
        ),
        Case::new("a seal that is cut short").write("sealed/portfolio.json", "{ \"format\": 1,").fault(
            Code::SealBroken,
            "sealed/portfolio.json",
            "the seal cannot be read: …",
        ),
    ]
}

/// Faults of several files at once, each found beside the others.
fn together() -> Vec<Case> {
    vec![
        Case::new("faults in every kind of file")
            .replace("contest.yaml", "quorum: 2/3", "quorum: 4/3")
            .replace(BALLOT, "juror-3;p05", "juror-3;p12")
            .replace("conflicts.csv", "juror-3;p11", "juror-33;p11")
            .replace(DECISIONS, "3/2/0", "3:2")
            .replace("jury.csv", "position;workplace", "position;workplce")
            .replace("participants.csv", "математика;2025-10-06;;", "математика;6 қазан;;")
            .replace(SHEET, "p20;2;1;1;1;2;1;2;1\n", "p20;4;1;1;1;2;1;2;1\n")
            .replace(SITTINGS, "ranking;2;2025-10-30;", "ranking;2;30 қазан;")
            .fault(
                Code::VoteNotEligible,
                "ballots/best-event.csv:4:9",
                "p12 cannot hold the nomination (out-of-competition)",
            )
            .fault(Code::UnknownJuror, "conflicts.csv:2:1", "“juror-33” is not on the jury")
            .fault(Code::WrongValue, "contest.yaml:32:11", "“4/3” is not possible here")
            .fault(Code::BadVotes, "decisions.csv:2:36", "“3:2” is no count of votes")
            .fault(Code::UnknownColumn, "jury.csv:1:18", "the column “workplce” is not known")
            .fault(Code::BadDate, "participants.csv:2:108", "“6 қазан” is not a date")
            .fault(Code::MarkOutOfRange, "scores/portfolio/juror-1.csv:21:5", "mark 4 is outside the range from 1 to 3")
            .fault(Code::BadDate, "sittings.csv:5:11", "“30 қазан” is not a date"),
    ]
}
