# The regulation of a contest, as it follows from the rules.

regulation = Regulation of the contest
regulation-approved = Approved
regulation-day = “___” ______________ 20___
regulation-chapter = Chapter { $number }. { $name }
regulation-general = General provisions
regulation-calendar = Calendar
regulation-participants = Participants
regulation-jury = The jury
regulation-awards = Awards
regulation-nominations = Nominations
regulation-last = Final provisions
regulation-subject = This regulation lays down how the contest is held and how its results are drawn up: { $contest }.
regulation-organiser = The contest is held by: { $name }.
regulation-basis = The contest is held under:
regulation-announced = The contest is announced on { $date }.
regulation-applications = The last day for applications is { $date }, that day included. Later applications are not considered.
regulation-held = The contest is held on { $date }.
regulation-results = The results are published not later than { $date }.
column-named = { $column ->
        [organisation] organisation
        [track] track
        [position] position
        [project] project
        [submitted] day of application
       *[other] “{ $column }”
    }
regulation-one-per = { $id ->
        [organisation] One entry is accepted from each educational organisation.
       *[other] One entry is accepted for each { $column }.
    }
regulation-blind = The jury judges entries under codes; score sheets name no participants.
regulation-outside = An entry out of competition is judged like any other. It has no place, and touches neither the places of the others nor the number of those who pass or are awarded.
regulation-quorum = A sitting of the jury is valid if at least { $part } of its members are present.
regulation-secretary = The secretary neither judges nor votes.
regulation-votes = Where votes are equal, the chair's vote decides.
regulation-recusal = A juror with a conflict of interest is recused and does not judge the entry. A recusal does not count as zero.
regulation-form = How it is held: { $form }.
regulation-of = The result is drawn up from:
regulation-enters = { $who ->
        [passed] The entries that passed the stages above take part.
       *[all] All accepted entries take part.
    }
regulation-criteria = Entries are judged by these criteria:
regulation-attempts = Every participant has at most { $count } attempts.
regulation-numbers = These are measured:
regulation-number = “{ $number }” ({ $per ->
        [entry] for each entry
        [attempt] for each attempt
       *[panel] for each panel
    })
regulation-absent = The marks of an absent juror are left out of the count.
regulation-adjustments = Penalty and bonus points range from { $lowest } to { $highest }.
regulation-score = The score is counted in these steps:
regulation-maximum = The highest possible score is { $maximum }.
regulation-takes-order = Places follow the order of “{ $stage }”.
regulation-follow = Entries that did not pass earlier stages are placed after the others.
regulation-order = { $better ->
        [high] The higher score takes the better place.
       *[low] The lower result takes the better place.
    }
regulation-equal-within = Neighbouring results that differ by no more than { $distance } are equal.
regulation-within = Places are given for each { $column } separately.
regulation-equal = { $end ->
        [share] Entries with equal scores share the place.
       *[decide] The jury decides the order of entries with equal scores.
    }
regulation-ties = Entries with equal scores are put in order by these, one after another:
regulation-still-equal = { $end ->
        [share] Where all of them are equal, the place is shared.
       *[decide] Where all of them are equal, the jury decides the order.
    } What one of the equal entries does not have is passed over.
regulation-numbering = { $how ->
        [standard] The places after a shared one are left out (1, 2, 2, 4).
        [dense] The place after a shared one is not left out (1, 2, 2, 3).
       *[averaged] Those who share places have the mean of them (1, 2.5, 2.5, 4).
    }
regulation-pass-all = Every entry with a score goes on to the next stage.
regulation-pass-decide = { $where ->
        [stage] The jury decides who goes on to the next stage.
       *[last] The jury decides who may hold an award.
    }
regulation-pass = { $where ->
        [stage] To go on to the next stage an entry needs:
       *[last] To hold an award an entry needs:
    }
regulation-pass-ways = { $where ->
        [stage] To go on to the next stage an entry needs one of:
       *[last] To hold an award an entry needs one of:
    }
regulation-top = a place among the best, at most { $count } of them
regulation-top-part = a place among the best { $part } % { $of ->
        [here] of those in the stage
       *[other] of those in “{ $of }”
    } (the number is rounded { $round ->
        [up] up
       *[down] down
    })
regulation-top-within = for each { $column } separately
regulation-award-order = Awards are given in the order of the result to entries that hold none yet:
regulation-award-next = { $award } – to the next in order; number of holders: { $count }
regulation-award-place = { $award } – for place { $from }
regulation-award-places = { $award } – for places { $from } to { $to }
regulation-award-share = { $award } – to the next in order, { $part } % (the number is rounded down)
regulation-award-everybody = { $award } – to all the others
regulation-award-withheld = If nobody meets the condition on points, the award is withheld.
regulation-award-tied = { $tied ->
        [in] equals across the cut all hold it
        [out] equals across the cut do not hold it
       *[decide] the jury decides on equals across the cut
    }
regulation-nomination-list = There are these nominations:
regulation-nomination-score = “{ $nomination }” – for the best result of “{ $stage }”
regulation-nomination-criteria = “{ $nomination }” – for the best result of “{ $stage }”, by these criteria alone: { $criteria }
regulation-nomination-ballot = “{ $nomination }” – by ballot of the jury
regulation-nomination-majority = “{ $nomination }” – by ballot of the jury; more than { $part } % of the votes are needed
regulation-nomination-decision = “{ $nomination }” – by decision of the jury
regulation-each = for each { $column } separately
regulation-except-awards = not to holders of awards
regulation-except-nominations = not to holders of nominations above
regulation-exact = Counting is exact: nothing is rounded but where this regulation says so.
regulation-chosen = These are the jury's own choice:
regulation-marks-range = { $lowest }–{ $highest }
regulation-marks-range-by = { $lowest }–{ $highest } in steps of { $step }
regulation-marks-places = places from 1, each once
regulation-marks-points = { $list }, each once, and 0 to the rest
regulation-marks-lower = lower is better
regulation-values-jurors = the points of the jurors
    .from = the points of the jurors
regulation-values-criteria = the points for the criteria
    .from = the points for the criteria
regulation-values-attempts = the points for the attempts
    .from = the points for the attempts
regulation-values-stages = the points of the stages
    .from = the points of the stages
regulation-values-panels = the points of the panels
    .from = the points of the panels
regulation-sum = { $values } are added up
regulation-mean = the mean of { $from } is taken
regulation-median = the median of { $from } is taken
regulation-best = the best of { $from } is taken
regulation-worst = the worst of { $from } is taken
regulation-skating = { $axis ->
        [jurors] the jurors' places give one place by rules 5 to 8 of the Skating System
       *[other] the places for the criteria give one place by rules 9 to 11 of the Skating System
    }
regulation-one-by-one = places follow from { $from } by comparing pairs (an equal pair counts a half)
regulation-round = the result is rounded to { $to }{ $half ->
        [up] {""}
        [even] , a half to the even neighbour
       *[down] , a half down
    }
regulation-times = the result is multiplied by { $factor }
regulation-times-each = the points are multiplied by: { $list }
regulation-times-number = the result is multiplied by the number “{ $number }”
regulation-plus = { $what } is added to the result
regulation-plus-number = the number “{ $number }” is added to the result
regulation-plus-adjustments = penalty and bonus points are added to the result
regulation-minus = { $what } is taken from the result
regulation-minus-number = the number “{ $number }” is taken from the result
regulation-minus-adjustments = adjustments are taken from the result
regulation-floor = a result below { $floor } counts as { $floor }
words-quoted = “{ $text }”
regulation-points = places become points: { $list }, the other places 0, and equals share the mean
regulation-parted = equals are parted by: { $list }
