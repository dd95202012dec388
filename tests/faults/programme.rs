//! A development programme: what its table of targets, its budget and the values reported get wrong.

use bayqau::diagnostic::Code;

use crate::case::{Case, Files};

const RULES: &str = "programme.yaml";
const ACTUALS: &str = "actuals.csv";
const SPENT: &str = "spent.csv";

const BUDGET: &str = "budget:
  unit: мың теңге
  total: 900
  rows:
    - { number: 1, title: Тақта, total: 600, years: { 2023: 300, 2024: 300 } }
    - { number: 2, title: Экран, total: 300, years: { 2025: 300 } }
";

const PROGRAMME: Files = &[
    (
        RULES,
        "format: 1
title: Даму бағдарламасы
language: kk
years: 2023-2025
criteria:
  - number: 1
    title: Оқу
    indicators:
      - number: 1.1
        title: Сапа
        unit: \"%\"
        direction: up
        baseline: 50
        targets: { 2023: 52, 2024: 54, 2025: 56 }
      - number: 1.2
        title: Жарақат
        direction: down
        targets: { 2023: 3, 2024: 2, 2025: 1 }
      - number: 1.3
        title: Олимпиада
        direction: up
        rows:
          - { number: 1.3.1, title: қала, targets: { 2023: \"-\", 2024: 4, 2025: 6 } }
          - { number: 1.3.2, title: облыс, targets: { 2023: \"-\", 2024: 1, 2025: 2 } }
budget:
  unit: мың теңге
  total: 900
  rows:
    - { number: 1, title: Тақта, total: 600, years: { 2023: 300, 2024: 300 } }
    - { number: 2, title: Экран, total: 300, years: { 2025: 300 } }
",
    ),
    (ACTUALS, "indicator;year;value;source\n1.1;2023;53,5;есеп\n1.2;2023;3;журнал\n1.3.1;2024;5;хаттама\n"),
    (SPENT, "row;year;amount;source\n1;2023;290;есеп\n"),
];

pub fn cases() -> Vec<Case> {
    [whole(), targets(), units(), budget(), reported()].into_iter().flatten().collect()
}

fn case(name: &'static str) -> Case {
    Case::of(name, PROGRAMME).read_by(&["monitor", "--format", "json"])
}

fn whole() -> Vec<Case> {
    vec![
        case("a programme that lacks nothing"),
        case("a programme whose years run backwards").replace(RULES, "2023-2025", "2025-2023").fault(
            Code::WrongValue,
            "programme.yaml:4:8",
            "“2025-2023” is not possible here",
        ),
        case("a number that two indicators have").replace(RULES, "number: 1.2", "number: 1.1").fault(
            Code::DuplicateRow,
            "programme.yaml:15:17",
            "“1.1” stands twice",
        ),
        case("a mistyped key of an indicator").replace(RULES, "baseline: 50", "basline: 50").fault(
            Code::UnknownKey,
            "programme.yaml:13:9",
            "the key basline is not known here",
        ),
        case("targets of an indicator that has rows")
            .replace(RULES, "        rows:", "        targets: { 2023: 1, 2024: 2, 2025: 3 }\n        rows:")
            .fault(Code::UnknownKey, "programme.yaml:22:9", "the key targets is not known here"),
    ]
}

fn targets() -> Vec<Case> {
    vec![
        case("a target that is no value").replace(RULES, "2023: 52", "2023: көп").fault(
            Code::NotAValue,
            "programme.yaml:14:26",
            "“көп” is not read as a value",
        ),
        case("a year without a target").replace(RULES, ", 2025: 56", "").fault(
            Code::MissingKey,
            "programme.yaml:14:18",
            "the key 2025 is missing",
        ),
        case("targets without their years").replace(RULES, "{ 2023: 52, 2024: 54, 2025: 56 }", "[52, 54, 56]").fault(
            Code::WrongType,
            "programme.yaml:14:18",
            "keys with values are expected here, not a list",
        ),
        case("a target for another year").replace(RULES, "2025: 56", "2026: 56").fault(
            Code::YearOutside,
            "programme.yaml:14:40",
            "the programme has no year 2026",
        ),
        case("a decimal comma without quotes").replace(RULES, "2023: 52", "2023: 52,5").fault(
            Code::YearOutside,
            "programme.yaml:14:29",
            "the programme has no year 5",
        ),
        case("a decimal comma in quotes").replace(RULES, "2023: 52", "2023: \"52,5\""),
        case("an indicator without a direction")
            .replace(RULES, "        direction: down\n", "")
            .fault(Code::DirectionMissing, "programme.yaml:15:17", "indicator 1.2 does not say which values are better")
            .shows("add a line direction: up, down or hold"),
        case("a direction that is none").replace(RULES, "direction: down", "direction: lower").fault(
            Code::WrongValue,
            "programme.yaml:17:20",
            "“lower” is not possible here",
        ),
        case("a target below the one before").replace(RULES, "2024: 54", "2024: 51").fault(
            Code::TargetWorse,
            "programme.yaml:14:36",
            "the target 51 for 2024 is worse than the 52 for 2023",
        ),
        case("a target above the one before, where less is better")
            .replace(RULES, "2024: 2, 2025: 1 }\n      - number: 1.3", "2024: 4, 2025: 1 }\n      - number: 1.3")
            .fault(Code::TargetWorse, "programme.yaml:18:35", "the target 4 for 2024 is worse than the 3 for 2023"),
        case("a target below what was reached already").replace(RULES, "baseline: 50", "baseline: 60,1").fault(
            Code::TargetWorse,
            "programme.yaml:14:26",
            "the target 52 for 2023 is worse than the baseline 60.1",
        ),
        case("targets that move, though the value is to be kept")
            .replace(RULES, "direction: down", "direction: hold")
            .fault(
                Code::TargetWorse,
                "programme.yaml:18:35",
                "the target 2 for 2024 differs from the 3 for 2023, though the value is to be kept",
            )
            .fault(
                Code::TargetWorse,
                "programme.yaml:18:44",
                "the target 1 for 2025 differs from the 2 for 2024, though the value is to be kept",
            ),
        case("targets that repeat another row")
            .replace(RULES, "2024: 1, 2025: 2", "2024: 4, 2025: 6")
            .fault(Code::RowRepeats, "programme.yaml:24:23", "row 1.3.2 has the same targets as row 1.3.1")
            .shows("first in programme.yaml:23"),
        case("targets that are always the same repeat nothing")
            .replace(RULES, "2024: 4, 2025: 6", "2024: 9, 2025: 9")
            .replace(RULES, "2024: 1, 2025: 2", "2024: 9, 2025: 9"),
    ]
}

fn units() -> Vec<Case> {
    vec![
        case("a unit that is named and another that is written")
            .replace(RULES, "unit: \"%\"", "unit: балл")
            .replace(RULES, "2023: 52", "2023: 52 ұпай")
            .fault(Code::TwoUnits, "programme.yaml:14:26", "two units in one row: балл and ұпай"),
        case("a count with its share in every cell")
            .replace(RULES, "2023: 3, 2024: 2, 2025: 1", "2023: 3 (9%), 2024: 2 (6%), 2025: 1 (3%)")
            .fault(Code::TwoUnits, "programme.yaml:18:26", "two units in one row: a bare number and %"),
        case("a count with its share, of which the unit says which counts").replace(
            RULES,
            "2023: 52",
            "2023: 104 (52%)",
        ),
        case("a count with its share, and then a number")
            .replace(RULES, "2023: 3, 2024: 2", "2023: 3 (9%), 2024: 2")
            .fault(Code::UnitChanges, "programme.yaml:18:40", "the unit changes on the way: after “3 (9%)” comes “2”"),
        case("a number of something in percent")
            .replace(RULES, "Жарақат", "Жарақаттар саны")
            .replace(RULES, "2023: 3, 2024: 2, 2025: 1", "2023: 3%, 2024: 2%, 2025: 1%")
            .fault(Code::CountInPercent, "programme.yaml:18:26", "a count is written in percent: “3%”"),
        case("a share of something in percent").replace(RULES, "Жарақат", "Жарақаттар санының үлесі").replace(
            RULES,
            "2023: 3, 2024: 2, 2025: 1",
            "2023: 3%, 2024: 2%, 2025: 1%",
        ),
        case("percent of what is counted in pupils")
            .replace(RULES, "unit: \"%\"", "unit: оқушы")
            .replace(RULES, "2024: 54", "2024: 54%")
            .fault(Code::CountInPercent, "programme.yaml:14:36", "a count is written in percent: “54%”"),
        case("a value in a unit that is not that of the targets").replace(ACTUALS, "53,5", "53,5 балл").fault(
            Code::OtherUnit,
            "actuals.csv:2:10",
            "the value is in балл, the targets are in %",
        ),
        case("a share where the targets are bare numbers").replace(ACTUALS, "2023;3;", "2023;3%;").fault(
            Code::OtherUnit,
            "actuals.csv:3:10",
            "the value is in %, the targets are in bare numbers",
        ),
    ]
}

fn budget() -> Vec<Case> {
    vec![
        case("a row that does not add up").replace(RULES, "total: 600", "total: 700").fault(
            Code::SumDiffers,
            "programme.yaml:29:41",
            "row 1 of the budget states 700, its years add up to 600",
        ),
        case("a row that is a thousand times its years")
            .replace(RULES, "total: 600", "total: 600 000")
            .fault(
                Code::SumDiffers,
                "programme.yaml:29:41",
                "row 1 of the budget states 600\u{a0}000, its years add up to 600",
            )
            .shows("exactly a thousand times apart"),
        case("a total that the rows do not come to").replace(RULES, "total: 900", "total: 950").fault(
            Code::SumDiffers,
            "programme.yaml:27:10",
            "the budget states 950, the totals of its rows add up to 900",
        ),
        case("a budget without a total")
            .replace(RULES, "  total: 900\n", "")
            .fault(Code::TotalMissing, "programme.yaml:25:1", "the budget states no total; its 2 rows add up to 900")
            .shows("state the sum as total: …"),
        case("a row of the budget that stands twice").replace(RULES, "title: Экран", "title: тақта").fault(
            Code::RowRepeats,
            "programme.yaml:30:17",
            "row 2 of the budget repeats row 1",
        ),
        case("an amount that is none").replace(RULES, "total: 600", "total: алты жүз").fault(
            Code::NotAValue,
            "programme.yaml:29:41",
            "“алты жүз” is not read as a value",
        ),
        case("an amount in another unit than the budget").replace(RULES, "total: 600", "total: 600 теңге").fault(
            Code::OtherUnit,
            "programme.yaml:29:41",
            "the value is in теңге, the budget is in мың теңге",
        ),
        case("an amount in the unit of the budget").replace(RULES, "total: 600", "total: 600 мың теңге"),
        case("money spent in another unit").replace(SPENT, "2023;290", "2023;290 000 теңге").fault(
            Code::OtherUnit,
            "spent.csv:2:8",
            "the value is in теңге, the budget is in мың теңге",
        ),
        case("money spent without a budget").replace(RULES, BUDGET, "").fault(
            Code::MissingKey,
            "programme.yaml",
            "the key budget is missing",
        ),
        case("money spent on what is not in the budget").replace(SPENT, "1;2023;290", "3;2023;290").fault(
            Code::UnknownNumber,
            "spent.csv:2:1",
            "no row of the budget has the number 3",
        ),
    ]
}

fn reported() -> Vec<Case> {
    vec![
        case("a value that a spreadsheet took for a date").replace(ACTUALS, "53,5", "05.мар").fault(
            Code::NotAValue,
            "actuals.csv:2:10",
            "“05.мар” is not read as a value",
        ),
        case("a value that was not measured").replace(ACTUALS, "53,5", "-"),
        case("a value that is blank").replace(ACTUALS, "53,5", "").fault(
            Code::MissingCell,
            "actuals.csv:2:10",
            "the cell under value is blank",
        ),
        case("a value of a year before the programme").replace(ACTUALS, "1.2;2023", "1.2;2022").fault(
            Code::YearOutside,
            "actuals.csv:3:5",
            "the programme has no year 2022",
        ),
        case("a number that a spreadsheet rewrote")
            .replace(ACTUALS, "1.2;2023", "1,2;2023")
            .fault(Code::UnknownNumber, "actuals.csv:3:1", "no indicator has the number 1,2")
            .shows("did you mean 1.2?"),
        case("an indicator that has rows of its own").replace(ACTUALS, "1.3.1;2024", "1.3;2024").fault(
            Code::UnknownNumber,
            "actuals.csv:4:1",
            "no indicator has the number 1.3",
        ),
        case("two values of one year").append(ACTUALS, "1.1;2023;54;есеп\n").fault(
            Code::DuplicateRow,
            "actuals.csv:5:1",
            "“1.1 2023” stands twice",
        ),
        case("a value from nowhere").replace(ACTUALS, "53,5;есеп", "53,5;").fault(
            Code::SourceMissing,
            "actuals.csv:2:15",
            "nobody says where the number comes from",
        ),
    ]
}
