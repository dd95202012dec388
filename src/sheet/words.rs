//! What columns and cells may be called: ids and the words of three languages.

use crate::contest::{Role, Status};
use crate::language::Language;
use crate::meeting::Attendance;

/// Defines a column enum: the id first, then what else the column is called.
macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = [$id:literal $(, $alias:literal)*],)*) => {
        /// A column that the tables of a contest have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $($(#[$doc])* $name,)* }

        impl Column {
            /// Every column.
            pub const ALL: &'static [Column] = &[$(Column::$name,)*];

            /// The column's name in the rules and in messages.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Column::$name => $id,)* }
            }

            /// Everything that the column is called, folded; the id first.
            #[must_use]
            pub fn names(self) -> &'static [&'static str] {
                match self { $(Column::$name => &[$id $(, $alias)*],)* }
            }
        }
    };
}

columns! {
    /// The id of a line.
    Id = ["id", "шифр", "код"],
    /// A full name.
    Name = ["name", "аты-жөні", "т.а.ә.", "тааә", "фио", "ф.и.о.", "full name"],
    /// An institution.
    Organisation = ["organisation", "білім беру ұйымы", "ұйым", "организация", "организация образования", "organization"],
    /// A position held.
    Position = ["position", "лауазымы", "должность"],
    /// Where somebody works.
    Workplace = ["workplace", "жұмыс орны", "место работы"],
    /// What somebody does on the jury.
    Role = ["role", "рөлі", "роль"],
    /// The track of an entry or a juror.
    Track = ["track", "бағыт", "направление"],
    /// The panel of a juror.
    Panel = ["panel", "топ", "группа"],
    /// Points added or taken.
    Points = ["points", "ұпай", "баллы"],
    /// The day an appeal came.
    Received = ["received", "түскен күні", "дата поступления"],
    /// What came of an appeal.
    Outcome = ["outcome", "нәтижесі", "результат"],
    /// The project of an entry.
    Project = ["project", "жоба", "проект"],
    /// The day an application came.
    Submitted = ["submitted", "өтінім күні", "дата заявки"],
    /// Whether an entry competes.
    Status = ["status", "мәртебесі", "статус"],
    /// Why.
    Reason = ["reason", "себебі", "причина"],
    /// The stages that a juror judges, or the stage of a sitting.
    Stages = ["stages", "кезеңдер", "этапы"],
    /// The stage of a sitting.
    Stage = ["stage", "кезең", "этап"],
    /// The criteria that a juror judges.
    Criteria = ["criteria", "өлшемшарттар", "критерии"],
    /// A juror.
    Juror = ["juror", "қазы", "комиссия мүшесі", "эксперт", "член жюри"],
    /// A participant.
    Participant = ["participant", "қатысушы", "участник"],
    /// What stands for a participant on the sheets of a blind contest; in `waivers.csv`, the code of a diagnostic.
    Code = ["code", "қатысушының шифрі", "хабар коды", "шифр участника", "код сообщения"],
    /// Which attempt.
    Attempt = ["attempt", "әрекет", "попытка"],
    /// A control total.
    Total = ["total", "барлығы", "жиыны", "итого", "всего"],
    /// In a long table, what a mark was given for.
    Criterion = ["criterion", "өлшемшарт", "критерий"],
    /// In a long table, the mark.
    Mark = ["mark", "баға", "балл", "оценка"],
    /// When a form took an answer.
    Timestamp = ["timestamp", "уақыт белгісі", "отметка времени"],
    /// Whose answer a form took; who it was, the juror's own column says.
    Address = ["email", "email address", "электрондық пошта мекенжайы", "адрес электронной почты", "username", "имя пользователя"],
    /// The number of a row, of which nothing hangs.
    Ordinal = ["№", "р/с", "№ р/с", "№ п/п", "п/п", "no"],
    /// A free note.
    Note = ["note", "ескертпе", "ескерту", "примечание"],
    /// A day.
    Date = ["date", "күні", "дата"],
    /// The kind of a decision.
    Decision = ["decision", "шешім", "решение"],
    /// What a decision is about.
    About = ["about", "не туралы", "о чём"],
    /// The entries of a decision.
    Entries = ["entries", "қатысушылар", "участники"],
    /// What stood there before a decision.
    Was = ["was", "болды", "было"],
    /// What stands there after a decision.
    Now = ["now", "болады", "стало"],
    /// The count of a vote.
    Votes = ["votes", "дауыстар", "голоса"],
    /// Who decided.
    By = ["by", "кім шешті", "кем принято"],
    /// Why it was decided.
    Grounds = ["grounds", "негіздеме", "основание"],
    /// The number of a protocol.
    Number = ["number", "нөмірі", "номер"],
    /// Where a sitting was held.
    Location = ["place", "өткен жері", "место проведения"],
    /// Who was present.
    Present = ["present", "қатысқандар", "присутствовали"],
    /// Who was absent.
    Absent = ["absent", "қатыспағандар", "отсутствовали"],
    /// Who was invited.
    Invited = ["invited", "шақырылғандар", "приглашённые"],
    /// The points of an agenda.
    Agenda = ["agenda", "күн тәртібі", "повестка дня"],
    /// Whether somebody was at a meeting.
    Attendance = ["attendance", "қатысуы", "явка"],
    /// The number of a point of an agenda.
    Item = ["item", "мәселе", "вопрос"],
    /// What a point of an agenda is about.
    Title = ["title", "мәселенің атауы", "тема"],
    /// Who reports or speaks.
    Speaker = ["speaker", "сөз сөйлеуші", "кто выступает"],
    /// What was reported.
    Heard = ["heard", "тыңдалды", "слушали"],
    /// What was said to it.
    Spoke = ["spoke", "сөйледі", "выступили"],
    /// Who carries a decision out.
    Responsible = ["responsible", "жауапты", "ответственный"],
    /// Until when.
    Deadline = ["deadline", "мерзімі", "срок"],
    /// Votes for.
    For = ["for", "қолдаған", "за"],
    /// Votes against.
    Against = ["against", "қарсы", "против"],
    /// Abstentions.
    Abstained = ["abstained", "қалыс қалған", "воздержались"],
    /// The number of an indicator.
    Indicator = ["indicator", "көрсеткіш", "показатель"],
    /// The number of a row of a budget.
    BudgetRow = ["row", "жол", "строка"],
    /// A year.
    Year = ["year", "жыл", "год"],
    /// A value that was reached.
    Value = ["value", "нақты мәні", "мәні", "факт", "значение"],
    /// Money that was spent.
    Amount = ["amount", "жұмсалғаны", "сома", "израсходовано", "сумма"],
    /// Where a number comes from.
    Source = ["source", "дереккөз", "источник"],
}

impl Column {
    /// The column among `known` that a header's cell names, in any of the languages.
    #[must_use]
    pub fn named(cell: &str, known: &[Column]) -> Option<Column> {
        let cell = fold(cell);
        known.iter().copied().find(|column| column.names().contains(&cell.as_str()))
    }
}

/// A word that may stand where a mark would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The juror took no part in judging the entry.
    Recused,
    /// The juror was not there.
    Absent,
    /// There is nothing to judge.
    Nothing,
}

impl Word {
    const NAMES: [(Word, &'static [&'static str]); 3] = [
        (Word::Recused, &["recused", "бас тартты", "самоотвод"]),
        (Word::Absent, &["absent", "жоқ", "отсутствует"]),
        (Word::Nothing, &["-", "–", "—"]),
    ];

    /// The word as a sheet in the language has it.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        match (self, language) {
            (Word::Nothing, _) => "-",
            (Word::Recused, Language::Kk) => "бас тартты",
            (Word::Recused, Language::Ru) => "самоотвод",
            (Word::Recused, Language::En) => "recused",
            (Word::Absent, Language::Kk) => "жоқ",
            (Word::Absent, Language::Ru) => "отсутствует",
            (Word::Absent, Language::En) => "absent",
        }
    }

    /// The word that a cell says, in any of the languages.
    #[must_use]
    pub fn read(cell: &str) -> Option<Word> {
        let cell = fold(cell);
        Word::NAMES.iter().find(|(_, names)| names.contains(&cell.as_str())).map(|(word, _)| *word)
    }
}

/// The words that the cells of a column take for each of its values, folded; the first one is that of messages and
/// of JSON, the second Kazakh, the third Russian.
pub type Vocabulary<T> = [(T, &'static [&'static str])];

/// What a decision is about, before it is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecisionWord {
    /// The order of equals.
    Order,
    /// Who passes.
    Pass,
    /// Whether an entry competes.
    Status,
    /// Who holds an award.
    Award,
    /// Who holds a nomination.
    Nomination,
    /// A mark is another one.
    Mark,
    /// A rule is another one.
    Rule,
    /// Whom the jury recommends.
    Recommend,
}

/// What somebody does on a jury.
pub const ROLES: &Vocabulary<Role> = &[
    (Role::Chair, &["chair", "төраға", "председатель"]),
    (
        Role::Member,
        &["member", "мүше", "член жюри", "алқа мүшесі", "қазылар алқасының мүшесі", "член комиссии", "эксперт"],
    ),
    (Role::Secretary, &["secretary", "хатшы", "секретарь"]),
];

/// Whether an entry competes.
pub const STATUSES: &Vocabulary<Status> = &[
    (Status::Eligible, &["eligible", "қатысады", "участвует"]),
    (Status::OutOfCompetition, &["out-of-competition", "байқаудан тыс", "вне конкурса", "out of competition"]),
    (Status::Rejected, &["rejected", "қабылданбады", "отклонена", "отклонён", "отклонен", "не допущен"]),
    (Status::Withdrawn, &["withdrawn", "шығып қалды", "снята", "снят", "снялся", "снялась", "отозвана"]),
    (
        Status::Disqualified,
        &["disqualified", "шеттетілді", "дисквалифицирован", "дисквалифицирована", "дисквалификация"],
    ),
];

/// What a jury decides.
pub const DECISIONS: &Vocabulary<DecisionWord> = &[
    (DecisionWord::Order, &["order", "рет", "порядок"]),
    (DecisionWord::Pass, &["pass", "өту", "прохождение"]),
    (DecisionWord::Status, &["status", "мәртебе", "статус"]),
    (DecisionWord::Award, &["award", "марапат", "награда", "орын", "место"]),
    (DecisionWord::Nomination, &["nomination", "номинация", "номинация"]),
    (DecisionWord::Mark, &["mark", "ұпай", "балл"]),
    (DecisionWord::Rule, &["rule", "қағида", "правило"]),
    (DecisionWord::Recommend, &["recommend", "ұсыным", "рекомендация", "ұсыну"]),
];

/// Whether somebody was at a meeting.
pub const ATTENDANCES: &Vocabulary<Attendance> = &[
    (Attendance::Present, &["present", "қатысты", "присутствует"]),
    (Attendance::Absent, &["absent", "қатыспады", "отсутствует"]),
    (Attendance::Invited, &["invited", "шақырылды", "приглашён", "приглашен"]),
];

/// The value that a cell names, in any of the languages and in capitals or not.
#[must_use]
pub fn meaning<T: Copy>(cell: &str, vocabulary: &Vocabulary<T>) -> Option<T> {
    let cell = fold(cell);
    vocabulary.iter().find(|(_, words)| words.contains(&cell.as_str())).map(|(value, _)| *value)
}

/// A text as names are compared: without case and stray spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether two names are the same, as [`fold`] makes them.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    // Most names differ in their first letter, and need not be folded to be told apart.
    let first = |text: &str| text.trim_start().chars().next().and_then(|letter| letter.to_lowercase().next());
    first(one) == first(other) && fold(one) == fold(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_that_are_folded_to_the_same() {
        let names =
            ["", " ", "Әсем", " әСЕМ ", "Әсем Нұр", "Әсем\u{a0} нұр", "Σίσυφος", "σίσυφος", "ΣΊΣΥΦΟΣ", "ς", "İ", "i"];
        for one in names {
            for other in names {
                assert_eq!(is_same(one, other), fold(one) == fold(other), "{one:?} {other:?}");
            }
        }
        assert!(is_same(" әСЕМ ", "Әсем") && is_same("ΣΊΣΥΦΟΣ", "Σίσυφος") && !is_same("İ", "i"));
    }

    #[test]
    fn no_name_means_two_columns() {
        let mut seen = std::collections::BTreeMap::new();
        for column in Column::ALL {
            for name in column.names() {
                assert_eq!(fold(name), *name, "{name} is compared folded");
                assert_eq!(seen.insert(*name, column), None, "{name}");
            }
        }
    }

    #[test]
    fn no_word_of_a_list_means_two_things() {
        fn check<T: Copy + PartialEq + std::fmt::Debug>(vocabulary: &Vocabulary<T>) {
            for (value, words) in vocabulary {
                assert!(words.len() >= 3, "{value:?} is named in every language");
                for word in *words {
                    assert_eq!(meaning(&word.to_uppercase(), vocabulary), Some(*value), "{word}");
                }
            }
        }
        check(ROLES);
        check(STATUSES);
        check(DECISIONS);
        check(ATTENDANCES);
        assert!(ROLES.iter().all(|(role, words)| role.word() == words[0]));
        assert!(STATUSES.iter().all(|(status, words)| status.word() == words[0]));
        assert_eq!((ROLES.len(), STATUSES.len()), (Role::ALL.len(), Status::ALL.len()));
    }

    #[test]
    fn words_are_read_in_every_language_and_case() {
        assert_eq!(Word::read(" Бас  тартты "), Some(Word::Recused));
        assert_eq!(Word::read("—"), Some(Word::Nothing));
        assert_eq!(Word::read("0"), None);
        for word in [Word::Recused, Word::Absent, Word::Nothing] {
            for language in Language::ALL {
                assert_eq!(Word::read(word.text(language)), Some(word));
            }
        }
    }
}
