//! The smallest changes of small contests in which somebody moves without a mark of their own, or equals are told
//! apart by others. What is expected is worked out beside each, and the same as what comes of changing one mark after
//! another in the files and counting. All people are invented.

use bayqau::audit::{SmallestChange, Stake, audit};
use bayqau::contest::{Cell, Contest};
use bayqau::diagnostic::Diagnostic;
use bayqau::source::Files;
use bayqau::tally::tally;
use bayqau::validate::{Amendments, Reading, check};

use crate::audit::{changes, holders, scope, with_mark};

/// A change of a mark: stage, juror, participant and criterion, and the other mark as a fraction.
type Changed<'c> = ([&'c str; 4], &'c str);

/// A contest from its rules below the title, its participants with further columns, and the sheets of its jurors.
fn contest(rules: &str, participants: &str, sheets: &[(&str, &str, &str)]) -> Contest {
    read(rules, participants, sheets).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The same; what is wrong with it, if anything is.
fn read(rules: &str, participants: &str, sheets: &[(&str, &str, &str)]) -> Result<Contest, Vec<Diagnostic>> {
    let mut jurors: Vec<&str> = sheets.iter().map(|(_, juror, _)| *juror).collect();
    jurors.sort_unstable();
    jurors.dedup();
    let jury = jurors.iter().enumerate().map(|(index, juror)| {
        let role = if index == 0 { "chair" } else { "member" };
        format!("{juror};{juror};{role}\n")
    });
    let lines = |text: &str| text.split_whitespace().map(|line| format!("{line}\n")).collect::<String>();
    let mut files = Files::from([
        ("contest.yaml".to_owned(), format!("format: 1\ntitle: Kishi\nlanguage: en\n{rules}").into()),
        ("participants.csv".to_owned(), lines(participants).into()),
        ("jury.csv".to_owned(), format!("id;name;role\n{}", jury.collect::<String>()).into()),
    ]);
    for (stage, juror, sheet) in sheets {
        files.insert(format!("scores/{stage}/{juror}.csv"), lines(sheet).into());
    }
    let checked = check(&files, Reading { until: None, amendments: Amendments::All });
    checked.contest.ok_or(checked.diagnostics)
}

/// The smallest change of what is at stake as it is found by trying all, the smallest first: stage, juror, participant
/// and criterion, and the other mark; and as the audit finds it.
type Found = Option<([String; 4], String)>;

/// The smallest change of a stake is the one that is expected: in the audit, and by trying all.
fn assert_smallest(contest: &Contest, stake: Stake, expected: Option<Changed>) {
    let expected = expected.map(|(ids, now)| (ids.map(ToOwned::to_owned), now.to_owned()));
    let [brute, own] = found(contest, stake).expect("the contest can be counted, and somebody has what is at stake");
    assert_eq!(brute, expected, "by trying all");
    assert_eq!(own, expected, "by the audit");
}

/// The smallest change by trying all, and by the audit; none where nothing can be counted, or nobody can tell yet.
fn found(contest: &Contest, stake: Stake) -> Option<[Found; 2]> {
    let counted = tally(contest, scope(contest, false)).ok()?;
    let base = holders(Some(&counted), stake);
    base.as_ref()?;
    let alters = |(_, stage, at, cell): &(_, _, _, Cell)| {
        let count = tally(&with_mark(contest, *stage, *at, *cell), scope(contest, true)).ok();
        holders(count.as_ref(), stake) != base
    };
    let named = |(stage, at, now): (bayqau::contest::StageIndex, bayqau::contest::Coordinates, String)| {
        let (stage, juror, entry) = (contest.stage(stage), contest.juror(at.juror), contest.entry(at.entry));
        let ids = [stage.id.as_str(), juror.id.as_str(), entry.id.as_str(), stage.criteria()[at.criterion].id.as_str()];
        (ids.map(ToOwned::to_owned), now)
    };
    let brute = changes(contest).into_iter().find(alters).map(|(_, stage, at, cell)| {
        let Cell::Mark(units) = cell else { panic!("no mark") };
        named((stage, at, contest.marks[stage.0].as_ref().expect("a stage with marks").value(units).to_string()))
    });
    let audit = audit(contest, &counted, contest.rules.ranking(), &mut |_| {}).expect("the contest can be audited");
    let hinge = audit.hinges.iter().find(|hinge| hinge.stake == stake).expect("it is at stake");
    let found = hinge.found.as_ref().ok();
    let own = found.map(|SmallestChange { stage, at, now, .. }| named((*stage, *at, now.to_string())));
    Some([brute, own])
}

/// Xena wins more of three criteria against everybody: two of the three against Miras, who with 5 for e would win one,
/// lose one, and share the first place, so that nobody has the award. Quat, of the other track, has two criteria.
#[test]
fn lines_of_another_track_may_be_shorter() {
    let rules = "\
stages:
  - id: s
    criteria:
      social: [ { id: a, marks: 0-9 }, { id: b, marks: 0-9 } ]
      science: [ { id: c, marks: 0-9 }, { id: d, marks: 0-9 }, { id: e, marks: 0-9 } ]
    score: [ { jurors: mean }, { criteria: one-by-one } ]
awards:
  - { id: first, holders: 1, tied: out }
";
    let participants = "id;name;track quat;Quat;social miras;Miras;science xena;Xena;science yeldos;Yeldos;science";
    let sheet = "participant;a;b;c;d;e quat;0;0;-;-;- miras;-;-;9;1;4 xena;-;-;1;9;5 yeldos;-;-;0;0;0";
    let contest = contest(rules, participants, &[("s", "j1", sheet)]);
    assert_smallest(&contest, Stake::Award(0), Some((["s", "j1", "miras", "e"], "5")));
}

/// Two have the place 1.5 each, and nobody the first, until one of them is alone.
#[test]
fn equals_at_the_mean_of_their_places_may_come_to_have_the_first() {
    let rules = "\
stages:
  - id: s
    criteria: [ { id: a, marks: 0-10 } ]
ranking:
  of: [ s ]
  score: [ { stages: sum } ]
  places: averaged
awards:
  - { id: first, place: 1 }
";
    let contest = contest(
        rules,
        "id;name xena;Xena yeldos;Yeldos zere;Zere",
        &[("s", "j1", "participant;a xena;9 yeldos;9 zere;3")],
    );
    assert_smallest(&contest, Stake::Award(0), Some((["s", "j1", "xena", "a"], "8")));
}

/// Aru and Bek are equal in the final, and the places that the jurors give by the first criterion of the round part
/// them: 1 + 2 + 1 against 2 + 1 + 2. Dana, who is not in the final, with 2 from j2 is ahead of Aru there:
/// 1 + 3 + 1 against 2 + 1 + 2, and the jury has to decide.
#[test]
fn equals_are_told_apart_by_places_that_one_who_stopped_has_a_part_in() {
    let rules = "\
stages:
  - id: s
    criteria: [ { id: a, marks: 0-10 }, { id: b, marks: 0-10 } ]
    score: [ { criteria: sum }, { places: averaged }, { jurors: sum } ]
    pass: { top: 2 }
  - id: f
    criteria: [ { id: x, marks: 0-10 by 5 } ]
ranking:
  of: [ f ]
  score: [ { stages: sum } ]
  ties: [ { stage: s, criteria: [ a ] } ]
awards:
  - { id: first, holders: 1 }
";
    let sheets = [
        ("s", "j1", "participant;a;b aru;9;10 bek;1;10 dana;0;0"),
        ("s", "j2", "participant;a;b aru;1;10 bek;9;10 dana;0;0"),
        ("s", "j3", "participant;a;b aru;9;10 bek;1;10 dana;0;0"),
        ("f", "j1", "participant;x aru;5 bek;5"),
        ("f", "j2", "participant;x aru;5 bek;5"),
        ("f", "j3", "participant;x aru;5 bek;5"),
    ];
    let contest = contest(rules, "id;name aru;Aru bek;Bek dana;Dana", &sheets);
    assert_smallest(&contest, Stake::Award(0), Some((["s", "j2", "dana", "a"], "2")));
}

/// Abai has one mark of the three that a score needs, and a place from that juror all the same. By the first
/// criterion Aru has 2.5 + 1 + 1, behind Bek and beside Abai from j1, and Bek 1 + 2 + 2. With 1 from j1 Abai is
/// ahead of Aru, who then has 3 + 1 + 1 as well.
#[test]
fn equals_are_told_apart_by_places_that_one_without_a_score_has_a_part_in() {
    let rules = "\
stages:
  - id: s
    criteria: [ { id: a, marks: 0-10 }, { id: b, marks: 0-10 } ]
    score: [ { criteria: sum }, { places: averaged }, { jurors: mean, needs: 3 } ]
    ties: [ { criteria: [ a ] } ]
awards:
  - { id: first, holders: 1 }
";
    let sheets = [
        ("s", "j1", "participant;a;b abai;0;0 aru;0;10 bek;9;1"),
        ("s", "j2", "participant;a;b abai;recused;recused aru;9;1 bek;1;9"),
        ("s", "j3", "participant;a;b abai;recused;recused aru;9;1 bek;1;9"),
    ];
    let contest = contest(rules, "id;name abai;Abai aru;Aru bek;Bek", &sheets);
    assert_smallest(&contest, Stake::Award(0), Some((["s", "j1", "abai", "a"], "1")));
}

/// A round, a final and a ranking of both by what a further stage makes of the round's places.
///
/// In the round the places add up to 5 for Wael, 6 for Zere and 7 for Yeldos, so that they are 1, 2 and 3; with the
/// minutes of the final Wael has 1 + 5/3, Yeldos 3 + 0 and Zere 2 + 5. Miras, who is last, goes past Zere with 20 from
/// j1: Zere and Yeldos then have 7, so 2.5 each, and Yeldos is first.
fn miras_moves_others(between: &str, columns: [&str; 2], miras: &str) -> Contest {
    let [pass, within] = columns;
    let rules = format!(
        "\
stages:
  - id: s
    criteria: [ {{ id: a, marks: 0-100 by 10 }} ]
    score: [ {{ criteria: sum }}, {{ places: averaged }}, {{ jurors: sum }} ]
{pass}{between}
  - id: v
    criteria: [ {{ id: x, marks: 0-50 by 50, better: low }} ]
    score: [ {{ criteria: sum }}, {{ jurors: mean }}, {{ times: 0.1 }} ]
ranking:
  of: [ u, v ]
{within}awards:
  - {{ id: first, holders: 1 }}
"
    );
    let participants = "id;name;district wael;Wael;south yeldos;Yeldos;south zere;Zere;south miras;Miras;north";
    let last = |minutes: &str| format!("participant;x wael;{minutes} yeldos;0 zere;50{miras}");
    let (late, early) = (last("50"), last("0"));
    let sheets = [
        ("s", "j1", "participant;a wael;100 yeldos;60 zere;10 miras;0"),
        ("s", "j2", "participant;a wael;100 yeldos;30 zere;70 miras;0"),
        ("s", "j3", "participant;a wael;20 yeldos;60 zere;100 miras;0"),
        ("v", "j1", late.as_str()),
        ("v", "j2", early.as_str()),
        ("v", "j3", early.as_str()),
    ];
    contest(&rules, participants, &sheets)
}

const MIRAS_GOES_PAST_ZERE: Changed = (["s", "j1", "miras", "a"], "20");

#[test]
fn one_who_stopped_may_move_those_who_went_on() {
    let stop = ["    pass: { top: 3 }\n", ""];
    let pairs = "  - id: u\n    of: [ s ]\n    score: [ { stages: one-by-one } ]";
    let contest = miras_moves_others(pairs, stop, "");
    assert_smallest(&contest, Stake::Award(0), Some(MIRAS_GOES_PAST_ZERE));
    let two_stages = "  - id: t\n    of: [ s ]\n    score: [ { stages: sum } ]\n  - id: u\n    of: [ t ]\n    score: [ { stages: sum }, { places: averaged } ]";
    let contest = miras_moves_others(two_stages, stop, "");
    assert_smallest(&contest, Stake::Award(0), Some(MIRAS_GOES_PAST_ZERE));
}

/// From the round on each district is a field of its own; in the round they are one.
#[test]
fn one_of_another_field_may_move_others() {
    let columns = ["", "  within: district\n"];
    let pairs = "  - id: u\n    of: [ s ]\n    within: district\n    score: [ { stages: one-by-one } ]";
    let contest = miras_moves_others(pairs, columns, " miras;0");
    assert_smallest(&contest, Stake::Award(0), Some(MIRAS_GOES_PAST_ZERE));
}

/// The ranking adds up the places in both stages, behind a step that rounds. Yeldos has 1 + 2, Wael 3 + 1, Miras 2 + 7.
/// With 110 Miras is ahead of Yeldos, who then has 2 + 2, as much as Wael: the jury has to decide.
#[test]
fn places_of_stages_are_taken_behind_other_steps() {
    let rules = "\
stages:
  - id: s
    criteria: [ { id: a, marks: 0-200 by 10 }, { id: b, marks: 0-100 by 100 } ]
    score: [ { criteria: sum }, { jurors: mean } ]
  - id: t
    criteria: [ { id: x, marks: 0-1000 by 100 } ]
    score: [ { criteria: sum }, { jurors: mean } ]
ranking:
  of: [ s, t ]
  score: [ { round: 1 }, { places: averaged }, { stages: sum } ]
awards:
  - { id: first, holders: 1 }
";
    let participants = "id;name miras;Miras wael;Wael yeldos;Yeldos f1;F f2;G f3;H f4;I";
    let sheets = [
        ("s", "j1", "participant;a;b miras;90;0 wael;20;0 yeldos;0;100 f1;0;0 f2;0;0 f3;0;0 f4;0;0"),
        ("t", "j1", "participant;x miras;0 wael;1000 yeldos;900 f1;500 f2;400 f3;300 f4;200"),
    ];
    assert_smallest(&contest(rules, participants, &sheets), Stake::Award(0), Some((["s", "j1", "miras", "a"], "110")));
}

/// The second stage is a penalty. The points of the first and the places that count against: Zere 12 - 20, Yeldos
/// 10 - 10, Miras 8 - 18, Wael 5 - 6, Fatima 0 - 3. With 100 Miras shares the second and third place of the first stage
/// with Yeldos, who then has 9 - 10, as much as Wael: the jury has to decide.
#[test]
fn points_of_a_stage_that_counts_against_may_meet_others() {
    let rules = "\
stages:
  - id: s
    criteria: [ { id: a, marks: 0-200 by 10 }, { id: b, marks: 0-100 by 100 } ]
    score: [ { criteria: sum }, { points: [ 12, 10, 8, 5 ] }, { jurors: sum } ]
  - id: t
    criteria: [ { id: x, marks: 0-10000 by 1000 } ]
    score: [ { criteria: sum }, { points: [ 20, 18, 10, 6, 3 ] }, { jurors: sum }, { times: -1 } ]
ranking:
  of: [ s, t ]
awards:
  - { id: first, holders: 1 }
";
    let participants = "id;name miras;Miras wael;Wael yeldos;Yeldos zere;Zere fatima;Fatima";
    let sheets = [
        ("s", "j1", "participant;a;b miras;90;0 wael;20;0 yeldos;0;100 zere;200;0 fatima;0;0"),
        ("t", "j1", "participant;x miras;9000 wael;2000 yeldos;5000 zere;10000 fatima;0"),
    ];
    assert_smallest(&contest(rules, participants, &sheets), Stake::Award(0), Some((["s", "j1", "miras", "a"], "100")));
}

/// Of thirty-one participants, each three points behind the one before, each of thirty nominations is the best's of those
/// who have none. With three less the first is equal to the second, both have the first nomination, and each further
/// one goes one further down.
#[test]
fn nominations_that_leave_out_those_of_all_others_are_looked_at_once_each() {
    let nomination = |index: usize| {
        let except = if index == 0 { "" } else { ", except: [ nominations ]" };
        format!("  - {{ id: n{index}, by: {{ stage: s, criteria: [ a ] }}{except} }}\n")
    };
    let nominations: String = (0..30).map(nomination).collect();
    let rules = format!("stages:\n  - id: s\n    criteria: [ {{ id: a, marks: 0-100 }} ]\nnominations:\n{nominations}");
    let participants: String = (0..31).map(|index| format!("p{index:02};P{index:02} ")).collect();
    let marks: String = (0..31).map(|index| format!("p{index:02};{} ", 90 - 3 * index)).collect();
    let (participants, sheet) = (format!("id;name {participants}"), format!("participant;a {marks}"));
    let contest = contest(&rules, &participants, &[("s", "j1", &sheet)]);
    assert_smallest(&contest, Stake::Nomination(29), Some((["s", "j1", "p00", "a"], "87")));
}

const CLOSE_EQUALS: &str = "\
stages:
  - id: s
    criteria: [ { id: a, marks: 0-20 by 0.1 } ]
    equal_within: 1
    pass: { top: 1, within: district, tied: in }
ranking: { of: [ s ] }
";

/// Bek is a point and more behind Aru until Abai of the other district, with 8, is within a point of both; with 7.9
/// of Bek alone.
#[test]
fn one_of_another_district_may_join_equals_and_part_them() {
    let of_north = |abai: &str| {
        let participants = "id;name;district abai;Abai;south aru;Aru;north bek;Bek;north dana;Dana;south";
        let sheet = format!("participant;a abai;{abai} aru;9 bek;7 dana;1");
        contest(CLOSE_EQUALS, participants, &[("s", "j1", &sheet)])
    };
    let stage = bayqau::contest::StageIndex(0);
    assert_smallest(&of_north("7.9"), Stake::Pass(stage), Some((["s", "j1", "abai", "a"], "8")));
    assert_smallest(&of_north("8"), Stake::Pass(stage), Some((["s", "j1", "abai", "a"], "79/10")));
}

/// Bek passes before Dana, whose rating is lower, until Abai without a rating is equal to both: then the rating is passed
/// over.
#[test]
fn one_of_another_district_without_a_number_may_leave_equals_together() {
    let rules = "\
stages:
  - id: s
    criteria: [ { id: a, marks: 0-20 by 5 } ]
    ties: [ { highest: rating } ]
    pass: { top: 1, within: district, tied: in }
ranking: { of: [ s ] }
";
    let participants = "id;name;district;rating abai;Abai;south; bek;Bek;north;5 dana;Dana;north;3";
    let contest = contest(rules, participants, &[("s", "j1", "participant;a abai;5 bek;10 dana;10")]);
    assert_smallest(&contest, Stake::Pass(bayqau::contest::StageIndex(0)), Some((["s", "j1", "abai", "a"], "10")));
}

/// Abai of the south does not go on, and is within a point of Bek of the north and of Dana of the east, who go on and
/// share the second place of the ranking. With 7.9 Bek is alone there.
#[test]
fn one_who_stopped_may_join_equals_of_the_ranking_and_part_them() {
    let rules = format!("{CLOSE_EQUALS}awards: [ {{ id: second, place: 2 }} ]\n");
    let participants = "id;name;district abai;Abai;south xena;Xena;south bek;Bek;north dana;Dana;east";
    let contest = contest(&rules, participants, &[("s", "j1", "participant;a abai;8 xena;12 bek;9 dana;7")]);
    assert_smallest(&contest, Stake::Award(0), Some((["s", "j1", "abai", "a"], "79/10")));
}

/// How many contests are drawn.
const CONTESTS: usize = 200;

/// The rules of a contest with a round and a second stage that both compare entries, and marks from 0 to 4 for both.
fn drawn_rules(dice: &mut fastrand::Rng) -> String {
    let mut one = |of: &[&str]| of[dice.usize(0..of.len())].to_owned();
    let compared = [
        ", { places: averaged }, { jurors: sum }",
        ", { places: standard }, { jurors: mean, needs: 2 }",
        ", { points: [ 4, 3, 1 ] }, { jurors: sum }",
        ", { points: [ 4, 3, 1 ] }, { jurors: sum }, { times: -1 }",
        ", { jurors: one-by-one }",
        ", { jurors: mean }",
    ];
    let round = one(&compared);
    let close = one(&["", "", "    equal_within: 1\n", "    equal_within: 1\n"]);
    let pass = one(&["", "    pass: { top: 3, tied: in }\n", "    pass: { top: 1, within: district, tied: in }\n"]);
    let links = one(&["", "    ties: [ { criteria: [ a ] } ]\n", "    ties: [ { highest: rating } ]\n"]);
    let between =
        one(&["[ { stages: one-by-one } ]", "[ { stages: sum }, { places: averaged } ]", "[ { stages: sum } ]"]);
    let within = one(&["", "    within: district\n"]);
    let last = one(&compared);
    let of = one(&["[ u, v ]", "[ s, v ]", "[ u ]", "[ s ]", "[ v ]"]);
    let score = one(&[
        "",
        "  score: [ { stages: sum } ]\n",
        "  score: [ { places: averaged }, { stages: sum } ]\n",
        "  score: [ { round: 1 }, { places: averaged }, { stages: sum } ]\n",
    ]);
    let ties = one(&["", "  ties: [ { stage: s } ]\n", "  ties: [ { stage: s, criteria: [ a ] } ]\n"]);
    let places = one(&["", "  places: averaged\n"]);
    let award = one(&["holders: 1", "place: 1", "place: 2", "holders: 2, tied: out"]);
    let fields = one(&["", &within.replace("    ", "  ")]);
    format!(
        "\
stages:
  - id: s
    criteria: [ {{ id: a, marks: 0-4 }}, {{ id: b, marks: 0-4 }} ]
    score: [ {{ criteria: sum }}{round} ]
{close}{links}{pass}  - id: u
    of: [ s ]
    score: {between}
{within}  - id: v
    criteria: [ {{ id: x, marks: 0-4 }} ]
    score: [ {{ criteria: sum }}{last} ]
ranking:
  of: {of}
{score}{ties}{places}{fields}awards:
  - {{ id: first, {award} }}
"
    )
}

/// Of a drawn contest everybody has marks in both stages, or in the first alone.
#[test]
fn the_smallest_change_of_contests_that_compare_twice_is_the_one_that_trying_all_finds() {
    let mut dice = fastrand::Rng::with_seed(13);
    let (mut compared, mut altered, mut drawn) = (0, 0, 0);
    while compared < CONTESTS {
        drawn += 1;
        assert!(drawn < 50 * CONTESTS, "{compared} of {drawn} can be counted");
        let rules = drawn_rules(&mut dice);
        let ids = ["aru", "bek", "dana", "eldar", "farida"];
        let mut participants = "id;name;district;rating".to_owned();
        for id in ids {
            let (district, rating) = (["north", "south"][dice.usize(0..2)], ["", "1", "2"][dice.usize(0..3)]);
            participants += &format!(" {id};{id};{district};{rating}");
        }
        let goes_on = ids.map(|_| dice.u8(..4) != 0 || !rules.contains("pass"));
        let mut mark = || dice.u8(0..5);
        let mut sheets = Vec::new();
        for juror in ["j1", "j2"] {
            let own = ids.map(|id| format!(" {id};{};{}", mark(), mark())).concat();
            sheets.push(("s", juror, format!("participant;a;b{own}")));
            let own: String =
                ids.iter().zip(goes_on).filter(|(_, on)| *on).map(|(id, _)| format!(" {id};{}", mark())).collect();
            sheets.push(("v", juror, format!("participant;x{own}")));
        }
        let sheets: Vec<(&str, &str, &str)> =
            sheets.iter().map(|(stage, juror, sheet)| (*stage, *juror, sheet.as_str())).collect();
        let Ok(contest) = read(&rules, &participants, &sheets) else { continue };
        let pass = contest.stage(bayqau::contest::StageIndex(0)).pass.is_some();
        let pass = pass.then_some(Stake::Pass(bayqau::contest::StageIndex(0)));
        for stake in pass.into_iter().chain([Stake::Award(0)]) {
            let Some([brute, own]) = found(&contest, stake) else { continue };
            assert_eq!(own, brute, "{stake:?}\n{rules}\n{participants}\n{sheets:?}");
            compared += 1;
            altered += usize::from(brute.is_some());
        }
    }
    assert!(altered > CONTESTS / 2, "{altered} would be others");
}
