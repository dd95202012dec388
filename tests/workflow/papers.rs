//! The documents of a contest beside the protocol.
//!
//! Who holds what is worked out in `examples/*/WORKING.md`: the awards, the nominations, those who were judged, the
//! totals of the jurors.

use std::collections::BTreeSet;
use std::fs;

use bayqau::language::Language;
use bayqau::render::{self, Document, Edition, Format};
use bayqau::report::{self, Announcement, Beside, Extract, HonourKind, Honours, Rating, Register, Regulation, Summary};
use bayqau::source::Files;
use bayqau::tally::{self, Scope};
use bayqau::validate::{self, Amendments};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::folder::{Folder, Outcome, files_below, project, run_with};

const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];
const EXAMPLES: [&str; 2] = ["adistemelik-birlestik-2025", "tarbie-zhumysy-2024"];

/// Every document with what it needs.
const DOCUMENTS: [&[&str]; 10] = [
    &["extract", "--participant", "p07"],
    &["summary"],
    &["rating"],
    &["announcement"],
    &["regulation"],
    &["register"],
    &["diploma"],
    &["merit"],
    &["certificate"],
    &["thanks"],
];

fn document(example: &str, arguments: &[&str]) -> Outcome {
    let folder = project().join("examples").join(example);
    run_with(&folder, &[&["document"], arguments].concat(), "")
}

/// The register's cells without the header: number, day, kind, name, organisation, for what.
fn register(example: &str, language: &str) -> Vec<Vec<String>> {
    let csv = document(example, &["register", "--format", "csv", "--lang", language]).clean();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The number, the name and the reason of everything of a kind.
fn of_kind<'r>(register: &'r [Vec<String>], kind: &str) -> Vec<[&'r str; 3]> {
    let own = register.iter().filter(|row| row[2] == kind);
    own.map(|row| [row[0].as_str(), row[3].as_str(), row[5].as_str()]).collect()
}

#[test]
fn diplomas_go_to_awards_and_certificates_of_merit_to_nominations() {
    let register = register(EXAMPLES[0], "kk");
    assert_eq!(
        of_kind(&register, "Диплом"),
        [
            ["Д-1", "Ыдырысәлі Перизат Темірболатқызы", "I орын"],
            ["Д-2", "Өмірғали Сәбира Жақыпқызы", "II орын"],
            ["Д-3", "Есенқұлова Шынар Ғабитқызы", "III орын"],
        ]
    );
    assert_eq!(
        of_kind(&register, "Мақтау қағазы"),
        [
            ["М-1", "Сейтжаппарова Һадиша Әбдіғалиқызы", "«Әдістемелік бірлестіктің үздік портфолиосы» номинациясы"],
            ["М-2", "Үмбетәлі Қарлығаш Бауыржанқызы", "«Үздік әдістемелік іс-шара» номинациясы"],
            ["М-3", "Шөкетай Гүлдана Қайсарқызы", "«Әдістемелік бірлестіктің ең креативті жетекшісі» номинациясы"],
        ]
    );
    assert!(register.iter().all(|row| row[1] == "2025-10-30"), "{register:?}");
}

/// 29 were judged; three hold an award and three others a nomination. The entry out of competition was judged too.
#[test]
fn everybody_else_who_was_judged_gets_a_certificate() {
    let register = register(EXAMPLES[0], "kk");
    let certificates = of_kind(&register, "Сертификат");
    assert_eq!(certificates.len(), 29 - 3 - 3);
    let names: BTreeSet<&str> = certificates.iter().map(|row| row[1]).collect();
    assert!(names.contains("Иманқожа Раушан Дүйсенбекқызы"), "out of competition");
    assert!(names.contains("Нұрқасым Еңлік Рысбекқызы"), "the last of the first stage");
    assert!(!names.contains("Саржігіт Бибігүл Асқарбекқызы"), "rejected, judged by nobody");
    assert!(!names.contains("Ыдырысәлі Перизат Темірболатқызы"), "holds a diploma");
    let numbers: Vec<String> = (1..=23).map(|number| format!("С-{number}")).collect();
    assert_eq!(certificates.iter().map(|row| row[0]).collect::<Vec<_>>(), numbers);
}

#[test]
fn a_diploma_for_each_holder_of_an_award_that_several_hold() {
    let register = register(EXAMPLES[1], "ru");
    // The contest is Kazakh: its numbers are, in whatever language the papers are printed.
    assert_eq!(
        of_kind(&register, "Диплом"),
        [
            ["Д-1", "Сағынтай Гүлсім Нұрболқызы", "Гран-при"],
            ["Д-2", "Үсенбай Жанаргүл Ерденқызы", "I место"],
            ["Д-3", "Ықылас Думан Маратұлы", "II место"],
            ["Д-4", "Өтеген Шынболат Қуанышұлы", "II место"],
            ["Д-5", "Қойшыбек Ақмарал Төлеужанқызы", "III место"],
            ["Д-6", "Һасенова Мәдина Ерікқызы", "III место"],
        ]
    );
    assert_eq!(of_kind(&register, "Грамота"), [[""; 3]; 0], "the contest has no nominations");
    assert_eq!(of_kind(&register, "Сертификат").len(), 14 - 6);
}

/// Two tracks, each a field by itself with a first place of its own.
#[test]
fn a_diploma_names_the_field_in_which_it_was_won() {
    let folder = Folder::empty();
    let rules = "format: 1\ntitle: Байқау\nlanguage: kk\nstages:\n  - id: final\n    criteria: [ { id: work, marks: 0-10 } ]\n\
                 ranking:\n  of: [ final ]\n  within: track\n  score: [ { stages: sum } ]\n\
                 awards: [ { id: first, title: I орын, holders: 1 } ]\n";
    folder.write("contest.yaml", rules);
    folder.write("jury.csv", "id;name;role\na;Ата Төраға;chair\n");
    folder.write("participants.csv", "id;name;track\np1;Бірінші;қала\np2;Екінші;қала\np3;Үшінші;ауыл\n");
    folder.write("scores/final/a.csv", "participant;work\np1;7\np2;9\np3;4\n");
    let csv = folder.run(&["document", "register", "--format", "csv"]).clean();
    let rows: Vec<&str> = csv.lines().filter(|line| line.contains(";Диплом;")).collect();
    assert_eq!(rows, ["Д-1;;Диплом;Үшінші;;I орын (ауыл)", "Д-2;;Диплом;Екінші;;I орын (қала)"]);
    let page = folder.run(&["document", "diploma"]).clean();
    assert!(page.contains(">ауыл<") && page.contains(">қала<"), "{page}");
    let announcement = folder.run(&["document", "announcement"]).clean();
    assert!(announcement.contains("- Екінші (қала)"), "{announcement}");
}

#[test]
fn whoever_judged_is_thanked_and_the_secretary_did_not_judge() {
    for example in EXAMPLES {
        let register = register(example, "en");
        let thanks = of_kind(&register, "Letter of thanks");
        assert_eq!(thanks.len(), 5, "{thanks:?}");
        let jury = fs::read_to_string(project().join("examples").join(example).join("jury.csv")).unwrap();
        let secretary = jury.lines().find(|line| line.ends_with(";secretary")).unwrap().split(';').nth(1).unwrap();
        assert!(thanks.iter().all(|row| row[1] != secretary), "{thanks:?}");
    }
}

#[test]
fn numbers_are_the_same_in_every_language() {
    for example in EXAMPLES {
        let whose = |language| -> Vec<(String, String)> {
            register(example, language).into_iter().map(|row| (row[0].clone(), row[3].clone())).collect()
        };
        assert_eq!(whose("kk"), whose("ru"));
        assert_eq!(whose("kk"), whose("en"));
    }
}

#[test]
fn a_page_for_each_paper_with_its_number() {
    let register = register(EXAMPLES[0], "kk");
    for (document_name, kind) in
        [("diploma", "Диплом"), ("merit", "Мақтау қағазы"), ("certificate", "Сертификат"), ("thanks", "Алғыс хат")]
    {
        let page = document(EXAMPLES[0], &[document_name]).clean();
        let papers = of_kind(&register, kind);
        assert_eq!(page.matches("<section class=\"paper\">").count(), papers.len(), "{document_name}");
        for [number, name, _] in papers {
            assert!(page.contains(&format!("№ {number}<")) && page.contains(&format!(">{name}<")), "{number} {name}");
        }
    }
}

/// Without the decision the order of the third and the fourth is open.
#[test]
fn nothing_is_handed_over_on_a_result_that_is_not_final() {
    let folder = Folder::example();
    folder.remove_rows("decisions.csv", 1, &["order"]);
    for name in ["diploma", "merit", "certificate", "thanks", "register"] {
        let outcome = folder.run(&["document", name]);
        outcome.refused(1, &["not final", "Есенқұлова Шынар Ғабитқызы"]);
    }
    let rating = folder.run(&["document", "rating", "--lang", "en"]);
    assert_eq!(rating.status, 1);
    assert!(rating.stdout.contains("Preliminary"), "{}", rating.stdout);
    folder.run(&["document", "regulation"]).clean();
}

#[test]
fn whoever_was_taken_out_of_the_contest_gets_no_certificate() {
    let folder = Folder::example();
    let row = "2025-10-31;status;;p20;eligible;disqualified;5/0/0;jury;Өтініш бойынша.\n";
    folder.write("decisions.csv", &(folder.read("decisions.csv").trim_end().to_owned() + "\n" + row));
    let csv = folder.run(&["document", "register", "--format", "csv"]).stdout;
    assert!(csv.contains("С-22") && !csv.contains("С-23"), "{csv}");
    assert!(!csv.contains("Нұрқасым Еңлік Рысбекқызы"), "{csv}");
}

/// The page, and where there is one the Markdown, of a view in a language; Word documents are looked at in `word.rs`.
fn editions(view: &(impl Serialize + JsonSchema), document: Document, language: Language) -> Vec<String> {
    let fill = |&format: &Format| {
        let filled = render::fill(view, Edition { document, format, language }, None);
        String::from_utf8(filled.unwrap_or_else(|fault| panic!("{document:?}, {language}: {fault:?}"))).unwrap()
    };
    document.formats().iter().filter(|format| **format != Format::Docx).map(fill).collect()
}

#[test]
fn every_document_is_written_in_every_language_and_format() {
    for example in EXAMPLES {
        let files = files_below(&project().join("examples").join(example));
        let mut files: Files = files.into_iter().map(|(path, bytes)| (path, bytes.into())).collect();
        files.retain(|name, _| !name.ends_with(".md"));
        let checked = validate::check(&files, validate::Reading { until: None, amendments: Amendments::All });
        let contest = checked.contest.unwrap();
        let scope = Scope { until: contest.rules.ranking(), partial: false, lenient: false };
        let tally = tally::tally(&contest, scope).unwrap();
        let beside = Beside::of(&contest, &tally, &checked.sources, &[]);
        let report = report::build(&contest, &tally, beside).in_memory();
        for language in Language::ALL {
            let honours = |kind| Honours::new(&report, kind, language).unwrap();
            let written = [
                editions(
                    &Extract::new(&report, None, &report.participants[6], language).unwrap(),
                    Document::Extract,
                    language,
                ),
                editions(&Summary::new(&report, None, language).unwrap(), Document::Summary, language),
                editions(&Rating::new(&report, None, language).unwrap(), Document::Rating, language),
                editions(&Announcement::new(&report, None, language).unwrap(), Document::Announcement, language),
                editions(&Regulation::new(&contest, language), Document::Regulation, language),
                editions(&honours(HonourKind::Diploma), Document::Diploma, language),
                editions(&honours(HonourKind::Merit), Document::Merit, language),
                editions(&honours(HonourKind::Certificate), Document::Certificate, language),
                editions(&honours(HonourKind::Thanks), Document::Thanks, language),
                editions(&Register::new(&report, language).unwrap(), Document::Register, language),
            ];
            let contest = report.contest.title.get(language);
            for text in written.iter().flatten() {
                assert!(text.contains(contest), "{text}");
                if text.starts_with("<!DOCTYPE html>") {
                    assert!(text.contains(&format!("lang=\"{language}\"")), "{text}");
                    for outside in ["<script", "<link", "src=", "@import", "http://", "https://"] {
                        assert!(!text.contains(outside), "{outside}: {text}");
                    }
                } else {
                    assert!(text.contains("\n# ") && !text.contains("<p"), "{text}");
                }
            }
            assert_eq!(written.iter().flatten().filter(|text| text.starts_with("<!")).count(), 10);
        }
    }
}

#[test]
fn the_context_is_what_templates_see() {
    let folder = Folder::example();
    for arguments in DOCUMENTS {
        let context = folder.run(&[&["document"], arguments, &["--context", "--lang", "ru"]].concat()).clean();
        let context: Value = serde_json::from_str(&context).unwrap();
        assert_eq!(context["language"], "ru", "{arguments:?}");
    }
}

#[test]
fn the_same_folder_gives_the_same_bytes_elsewhere() {
    let folder = Folder::example();
    for arguments in DOCUMENTS {
        let elsewhere = folder.run(&[&["document"], arguments].concat()).clean();
        assert_eq!(elsewhere, document(EXAMPLES[0], arguments).clean(), "{arguments:?}");
    }
}

#[test]
fn a_document_is_refused_in_a_format_that_it_does_not_have() {
    let folder = Folder::example();
    folder.run(&["document", "diploma", "--format", "md"]).refused(2, &["diploma", "html"]);
    folder.run(&["document", "rating", "--format", "csv"]).refused(2, &["rating", "md, html"]);
    folder.run(&["protocol", "--format", "csv"]).refused(2, &["protocol", "md, html"]);
    folder.run(&["document", "extract"]).refused(2, &["--participant"]);
    folder.run(&["document", "extract", "--participant", "p3"]).refused(2, &["p3", "p03"]);
    folder.run(&["document", "diploma", "--stage", "portfolio"]).refused(2, &["--stage"]);
    folder.run(&["document", "rating", "--stage", "portfolo"]).refused(2, &["portfolo", "portfolio"]);
}

#[test]
fn ones_own_template_may_change_a_block_alone() {
    let folder = Folder::example();
    folder.write(
        "templates/diploma.html",
        "{% extends \"diploma.html\" %}\n{% block emblem %}<svg id=\"own\"></svg>{% endblock %}\n",
    );
    let page = folder.run(&["document", "diploma"]).clean();
    assert_eq!(page.matches("<svg id=\"own\">").count(), 3);
    assert!(page.contains("Ыдырысәлі Перизат Темірболатқызы"), "the rest is the embedded template's");
    assert!(!folder.run(&["document", "merit"]).clean().contains("<svg"), "another document is untouched");
    folder.write("templates/rating.md", "{% for table in tables %}{{ table.rows[0].nam }}{% endfor %}\n");
    folder.run(&["document", "rating"]).refused(2, &["rating.md:1", "nam"]);
}

#[test]
fn the_public_sees_of_those_who_did_not_pass_how_many_they_are_unless_the_rules_list_them() {
    let folder = Folder::example();
    let rating = ["document", "rating", "--stage", "portfolio", "--lang", "en"];
    let text = folder.run(&rating).clean();
    assert!(text.contains("Рахымжүсіп Олжас Кеңесұлы"), "16.00 passes: {text}");
    assert!(!text.contains("Досымхан Алтынгүл Серікжанқызы"), "15.80 does not: {text}");
    assert!(text.contains("Did not pass: 11."), "{text}");
    let rules = folder.read("contest.yaml");
    folder.write("contest.yaml", &(rules + "\npublish: { not_passed: listed, fields: [ subject ] }\n"));
    let text = folder.run(&rating).clean();
    assert!(text.contains("| 18 | Досымхан Алтынгүл Серікжанқызы | № 228 орта мектеп | бастауыш сыныптар | 15.80 |"));
    assert!(!text.contains("Did not pass"), "{text}");
}

#[test]
fn an_announcement_names_holders_and_nobodys_points() {
    let text = document(EXAMPLES[0], &["announcement", "--lang", "ru"]).clean();
    for name in ["Ыдырысәлі Перизат Темірболатқызы", "Сейтжаппарова Һадиша Әбдіғалиқызы"]
    {
        assert!(text.contains(name), "{text}");
    }
    assert!(text.contains("протоколом жюри № 2 от 30 октября 2025 г."), "{text}");
    assert!(!text.contains("40,20") && !text.contains("Ұзақбергенова"), "the fourth holds nothing: {text}");
    let stage = document(EXAMPLES[0], &["announcement", "--stage", "portfolio"]).clean();
    assert_eq!(stage.lines().filter(|line| line.starts_with("- ")).count(), 18, "{stage}");
}

#[test]
fn an_extract_says_what_the_protocol_says_of_one() {
    let extract = |id: &str| document(EXAMPLES[0], &["extract", "--participant", id, "--lang", "en"]).clean();
    let third = extract("p21");
    for said in ["No. 2", "30 October 2025", "3rd place", "38.20", "For 3, against 2"] {
        assert!(third.contains(said), "{said}: {third}");
    }
    assert!(!third.contains("Ыдырысәлі"), "the first is no matter of the third: {third}");
    let creative = extract("Шөкетай Гүлдана Қайсарқызы");
    assert!(creative.contains("Most creative head"), "{creative}");
    assert!(!creative.contains("Best portfolio"), "{creative}");
    let rejected = extract("p30");
    assert!(rejected.contains("2025 жылғы 19 қазанда") && rejected.contains("No points were given"), "{rejected}");
}

/// `p24` has 16, 15, 13, 17 and 19, which is 80; `p11` has 13, 16, 18 and 16 of four jurors, which is 63.
#[test]
fn the_summary_sheet_adds_up_what_the_jurors_gave() {
    let text = document(EXAMPLES[0], &["summary", "--stage", "portfolio", "--lang", "en"]).clean();
    let row = |name: &str| text.lines().find(|line| line.contains(name)).unwrap().to_owned();
    assert!(row("Рахымжүсіп").ends_with("| 16 | 15 | 13 | 17 | 19 | 80 | 16.00 |  |"), "{}", row("Рахымжүсіп"));
    assert!(row("Бөрібекова").contains("| 13 | 16 | recused | 18 | 16 | 63 | 15.75 |"), "{}", row("Бөрібекова"));
    assert_eq!(text.lines().filter(|line| line.starts_with("| ") && line.contains("№ ")).count(), 29, "{text}");
    assert!(!text.contains("Stage II"), "{text}");
}

#[test]
fn a_regulation_follows_the_rules_and_needs_no_sheet() {
    let folder = Folder::example();
    for name in ["scores", "ballots", "decisions.csv", "conflicts.csv", "sittings.csv", "participants.csv"] {
        folder.remove(name);
    }
    let says = |language: &str| folder.run(&["document", "regulation", "--lang", language]).clean();
    assert!(says("kk").contains("Келесі кезеңге өту шарты: кемінде 16 ұпай."), "{}", says("kk"));
    assert!(says("kk").contains("2025 жылғы 9 қараша күнінен кешіктірілмей"), "{}", says("kk"));
    assert!(says("ru").contains("не менее 2/3 его состава"), "{}", says("ru"));
    assert!(says("en").contains("the mean of the points of the jurors is taken"), "{}", says("en"));
    folder.edit("contest.yaml", "pass: { at_least: 16 }", "pass: { at_least: 62.5%, top: 10, tied: in }");
    assert!(says("ru").contains("не менее 62,5 % от максимума, число лучших – не более 10"), "{}", says("ru"));
    folder.edit("contest.yaml", "at_least: 62.5%, top", "at_leest: 62.5%, top");
    folder.run(&["document", "regulation"]).refused(1, &["at_leest"]);
}

/// The jury lowered the bound from 15 to 13 once the work was marked.
#[test]
fn a_regulation_says_what_was_approved_whatever_was_decided_later() {
    let folder = project().join("tests/patterns/threshold-amended");
    let text = run_with(&folder, &["document", "regulation", "--lang", "ru"], "").clean();
    assert!(text.contains("Условие прохождения в следующий этап: не менее 15 баллов."), "{text}");
}

/// Whatever the rule, there are words for it.
#[test]
fn every_published_pattern_has_a_regulation_in_every_language() {
    let mut folders = 0;
    for entry in fs::read_dir(project().join("tests/patterns")).unwrap() {
        let folder = entry.unwrap().path();
        for language in LANGUAGES {
            let text = run_with(&folder, &["document", "regulation", "--lang", language], "").clean();
            assert!(!text.contains("regulation-") && !text.contains("words-"), "{}: {text}", folder.display());
        }
        folders += 1;
    }
    assert!(folders > 20, "{folders}");
}

#[test]
fn each_track_has_its_own_criteria_in_the_regulation() {
    let text = document(EXAMPLES[1], &["regulation", "--lang", "ru"]).clean();
    let (social, innovation) = (text.find("**social**").unwrap(), text.find("**innovation**").unwrap());
    let rows = |from: usize, to: usize| text[from..to].lines().filter(|line| line.contains("| 0–10 |")).count();
    assert_eq!((rows(social, innovation), rows(innovation, text.len())), (10, 10), "ten requirements for each");
}

/// A template that would be passed over in silence is refused, before anything is read.
#[test]
fn a_template_beside_a_format_without_one_is_refused() {
    let folder = Folder::example();
    for format in ["table", "csv", "json"] {
        folder.run(&["monitor", "--template", "own.md", "--format", format]).refused(2, &["--template", "--format"]);
    }
    folder.run(&["document", "register", "--template", "own.md", "--format", "csv"]).refused(2, &["--template"]);
}
