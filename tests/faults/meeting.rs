//! Minutes of a meeting and what they lack.
//!
//! Four of six are present, one is absent, one is a guest; two thirds of six are four.

use bayqau::diagnostic::Code;

use crate::case::{Case, Files};

const RULES: &str = "meeting.yaml";
const PRESENT: &str = "present.csv";
const AGENDA: &str = "agenda.csv";

const MEETING: Files = &[
    (
        RULES,
        "format: 1\ntitle: Жиналыс\nlanguage: kk\nnumber: 3\ndate: 2024-03-11\nmembers: 6\nquorum: 2/3\n\
         chair: Арман\nsecretary: Болат\n",
    ),
    (
        PRESENT,
        "id;name;position;attendance;reason\na;Арман;директор;;\nb;Болат;мұғалім;;\nc;Гүлнар;мұғалім;present;\n\
         d;Дана;мұғалім;қатысты;\ne;Ержан;мұғалім;absent;іссапар\nf;Жанна;ата-ана;приглашён;\n",
    ),
    (
        AGENDA,
        "item;title;speaker;heard;spoke;decision;responsible;deadline;for;against;abstained\n\
         1;Тоқсан;Арман;Есеп;;;;;;;\n\
         1;;f;;Ұсыныс;;;;;;\n\
         1;;;;;Бекітілсін;-;-;4;0;0\n\
         2;Жөндеу;Гүлнар;;;Басталсын;Болат;01.05.2024;3;1;0\n",
    ),
];

pub fn cases() -> Vec<Case> {
    [kinds(), requisites(), people(), agenda(), decisions(), votes()].into_iter().flatten().collect()
}

fn case(name: &'static str) -> Case {
    Case::of(name, MEETING).read_by(&["protocol"])
}

fn kinds() -> Vec<Case> {
    vec![
        case("minutes that lack nothing"),
        Case::of("a meeting's folder that is to be counted", MEETING)
            .delete(RULES)
            .delete(PRESENT)
            .delete(AGENDA)
            .fault(
                Code::FolderKind,
                "contest.yaml",
                "there is no contest.yaml here, and no meeting.yaml or programme.yaml",
            ),
        case("a folder of two kinds").write("programme.yaml", "format: 1\n").fault(
            Code::FolderKind,
            "programme.yaml",
            "the folder is of more than one kind: meeting.yaml, programme.yaml",
        ),
        case("a table of another kind of folder").write("jury.csv", "id;name;role\n").fault(
            Code::StrayFile,
            "jury.csv",
            "nothing here is called jury.csv",
        ),
    ]
}

fn requisites() -> Vec<Case> {
    vec![
        case("minutes without a number")
            .replace(RULES, "number: 3\n", "")
            .fault(Code::MissingKey, "meeting.yaml:1:1", "the key number is missing")
            .shows("add the key number"),
        case("a mistyped key of a meeting").replace(RULES, "secretary:", "secretery:").fault(
            Code::UnknownKey,
            "meeting.yaml:9:1",
            "the key secretery is not known here",
        ),
        case("a meeting on no day").replace(RULES, "2024-03-11", "11 наурыз").fault(
            Code::BadDate,
            "meeting.yaml:5:7",
            "“11 наурыз” is not a date",
        ),
        case("no rule of a quorum").replace(RULES, "quorum: 2/3\n", "").fault(
            Code::QuorumNotStated,
            "meeting.yaml:1:1",
            "the minutes do not say what quorum the meeting needs",
        ),
        case("no quorum").replace(RULES, "members: 6", "members: 7").fault(
            Code::NoQuorum,
            "meeting.yaml:7:9",
            "no quorum: 4 of 7 present, 5 needed",
        ),
        // More than two thirds of six are five.
        case("a quorum of more than a part").replace(RULES, "quorum: 2/3", "quorum: { above: 2/3 }").fault(
            Code::NoQuorum,
            "meeting.yaml:7:9",
            "no quorum: 4 of 6 present, 5 needed",
        ),
        case("a quorum of more than everybody").replace(RULES, "quorum: 2/3", "quorum: 3/2").fault(
            Code::WrongValue,
            "meeting.yaml:7:9",
            "“3/2” is not possible here",
        ),
        case("a number of members that is none").replace(RULES, "members: 6", "members: алты").fault(
            Code::WrongValue,
            "meeting.yaml:6:10",
            "“алты” is not possible here",
        ),
        // The four present and the one absent are all who are known: two thirds of five are met.
        case("members counted from the list").replace(RULES, "members: 6\n", ""),
        case("a quorum of an unknown number")
            .replace(RULES, "members: 6\n", "")
            .replace(PRESENT, "e;Ержан;мұғалім;absent;іссапар\n", "")
            .fault(Code::MissingKey, "meeting.yaml:6:9", "the key members is missing"),
        case("more people than members").replace(RULES, "members: 6", "members: 4").fault(
            Code::MoreThanMembers,
            "meeting.yaml:6:10",
            "the body has 4 members, but more are listed: 4 present and 1 absent",
        ),
    ]
}

fn people() -> Vec<Case> {
    vec![
        case("no list of those present").delete(PRESENT).fault(
            Code::FileMissing,
            "present.csv",
            "the file present.csv is missing",
        ),
        case("somebody listed twice").append(PRESENT, "g;арман;;\n").fault(
            Code::UnevenRow,
            "present.csv:8:1",
            "the row has 4 cells, the header 5",
        ),
        case("a name that stands twice").append(PRESENT, "g;арман;;invited;\n").fault(
            Code::DuplicateRow,
            "present.csv:8:3",
            "“арман” stands twice",
        ),
        case("an unknown attendance").replace(PRESENT, ";present;", ";presnt;").fault(
            Code::UnknownWord,
            "present.csv:4:18",
            "“presnt” is not known under attendance",
        ),
        case("a secretary who was away").replace(RULES, "secretary: Болат", "secretary: Ержан").fault(
            Code::OfficerNotPresent,
            "meeting.yaml:9:12",
            "the secretary “Ержан” was not at the meeting",
        ),
        case("a secretary without a vote").replace(RULES, "secretary: Болат", "secretary: Жанна"),
        case("a chair without a vote").replace(RULES, "chair: Арман", "chair: Жанна").fault(
            Code::OfficerNotPresent,
            "meeting.yaml:8:8",
            "the chair “Жанна” was not at the meeting",
        ),
        case("a secretary whom nobody listed")
            .replace(RULES, "secretary: Болат", "secretary: Болатт")
            .fault(
                Code::OfficerNotPresent,
                "meeting.yaml:9:12",
                "the secretary “Болатт” is not in the list of those present",
            )
            .shows("did you mean Болат?"),
        case("a speaker who was away").replace(AGENDA, "2;Жөндеу;Гүлнар", "2;Жөндеу;Ержан").fault(
            Code::SpeakerNotPresent,
            "agenda.csv:5:10",
            "“Ержан” spoke, but is not among those present",
        ),
    ]
}

fn agenda() -> Vec<Case> {
    vec![
        case("no agenda").delete(AGENDA).fault(Code::FileMissing, "agenda.csv", "the file agenda.csv is missing"),
        case("an item without a decision").replace(AGENDA, "1;;;;;Бекітілсін;-;-;4;0;0\n", "").fault(
            Code::ItemWithoutDecision,
            "agenda.csv:2:3",
            "item 1 of the agenda has no decision",
        ),
        case("a decision on no item").replace(AGENDA, "1;;;;;Бекітілсін", ";;;;;Бекітілсін").fault(
            Code::NotOnAgenda,
            "agenda.csv:4:1",
            "the decision belongs to no item of the agenda",
        ),
        case("a decision on an item that is not on the agenda").append(AGENDA, "3;;;;;Ескерілсін;-;-;;;\n").fault(
            Code::NotOnAgenda,
            "agenda.csv:6:1",
            "item 3 is not on the agenda: it has no title",
        ),
        case("an item with two titles").replace(AGENDA, "1;;f;", "1;Демалыс;f;").fault(
            Code::DuplicateRow,
            "agenda.csv:3:3",
            "“1” stands twice",
        ),
        case("an item that is no number").replace(AGENDA, "2;Жөндеу", "екі;Жөндеу").fault(
            Code::NotACount,
            "agenda.csv:5:1",
            "“екі” is no number of an item",
        ),
        case("words of nobody").replace(AGENDA, "1;;f;", "1;;;").fault(
            Code::MissingCell,
            "agenda.csv:3:4",
            "the cell under speaker is blank",
        ),
        case("a report and a speech in one row").replace(AGENDA, "Арман;Есеп;;", "Арман;Есеп;Сұрақ;").fault(
            Code::HeardAndSpoke,
            "agenda.csv:2:21",
            "a report and a speech stand in one row",
        ),
    ]
}

fn decisions() -> Vec<Case> {
    vec![
        case("a vote on nothing").replace(AGENDA, "Басталсын", "").fault(
            Code::MissingCell,
            "agenda.csv:5:19",
            "the cell under decision is blank",
        ),
        case("a decision that nobody carries out").replace(AGENDA, ";Болат;01", ";;01").fault(
            Code::DecisionWithoutOwner,
            "agenda.csv:5:29",
            "nobody is named who carries the decision out",
        ),
        case("a decision without a deadline").replace(AGENDA, "01.05.2024", "").fault(
            Code::DecisionWithoutDeadline,
            "agenda.csv:5:35",
            "the decision has no deadline",
        ),
        case("a decision that always holds").replace(AGENDA, "01.05.2024", "Тұрақты"),
        case("a deadline before the meeting").replace(AGENDA, "01.05.2024", "2024-03-10").fault(
            Code::DeadlineBeforeMeeting,
            "agenda.csv:5:35",
            "the deadline 2024-03-10 lies before the meeting of 2024-03-11",
        ),
        case("a deadline on the day of the meeting").replace(AGENDA, "01.05.2024", "11.03.2024"),
    ]
}

fn votes() -> Vec<Case> {
    vec![
        case("more votes than people").replace(AGENDA, ";4;0;0", ";4;0;1").fault(
            Code::VotesExceedPresent,
            "agenda.csv:4:22",
            "5 votes, but 4 voting members were present",
        ),
        case("fewer votes than people").replace(AGENDA, ";4;0;0", ";3;0;0").fault(
            Code::VotesFewerThanPresent,
            "agenda.csv:4:22",
            "3 votes, but 4 voting members were present",
        ),
        case("a decision that was voted down").replace(AGENDA, ";3;1;0", ";2;2;0").fault(
            Code::NotCarried,
            "agenda.csv:5:46",
            "the votes do not carry the decision: 2 for, 2 against",
        ),
        case("a vote that is no count").replace(AGENDA, ";3;1;0", ";3;бір;0").fault(
            Code::NotACount,
            "agenda.csv:5:48",
            "“бір” is no number of votes",
        ),
        case("a vote without abstentions").replace(AGENDA, ";3;1;0", ";3;1;").fault(
            Code::MissingCell,
            "agenda.csv:5:50",
            "the cell under abstained is blank",
        ),
    ]
}
