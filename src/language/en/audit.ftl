# How far a result can be trusted.

annex-label = Annex
audit-label = How far the result can be trusted
audit-judged = participants judged: { $entries }, jurors: { $jurors }
audit-placed = participants with a place: { $entries }
audit-agreement-strong = the jurors agree well ({ $measure } = { $value })
audit-agreement-moderate = the jurors agree moderately ({ $measure } = { $value })
audit-agreement-weak = the jurors agree weakly ({ $measure } = { $value })
audit-agreement-unknown = how far the jurors agree cannot be measured: { $reason }
audit-nearest = nearest to the threshold: { $name }, who { $passed ->
        [yes] passes by { $difference }
       *[no] misses it by { $difference }
    }
audit-pass-holds = who passes does not hang on the marks of any one juror
audit-pass-hangs = without the marks of one juror others would pass: { $list }
audit-would-pass = { $name } would pass
audit-would-not-pass = { $name } would not pass
audit-without-unknown = what a jury without one of its members would have found cannot be compared: { $reason }
audit-place = place { $place }: { $name }, { $score }; { $margin }; { $without }.
audit-margin = ahead of the next place by { $difference }
audit-equal-rule = equal points with the next place; the rule for equal points put them in this order
audit-equal-decided = equal points with the next place; the jury decided their order
audit-equal-open = equal points with others; the jury has still to decide their order
audit-shared = equal points with others; the rules leave them the same place
audit-last = the last place
audit-no-place = no place
audit-place-holds = the place stands without the marks of any one juror
audit-place-hangs = the place would be another without the marks of one juror: { $list }
audit-award-holds = It does not hang on the marks of any one juror.
audit-award-hangs = It would be another's without the marks of one juror: { $list }.
audit-nomination-holds = It does not hang on the marks or the vote of any one juror.
audit-nomination-hangs = It would be another's without the marks and the vote of one juror: { $list }.
audit-jury-decides = for the jury to decide
audit-a-juror = a juror
audit-change = the smallest change: { $name }, { $juror }, “{ $criterion }”{ $attempt ->
        [none] {""}
       *[other] , attempt { $attempt }
    }: { $now } instead of { $was }{ $cell ->
        [none] {""}
       *[other] {" "}({ $cell })
    } – { $effect }.
audit-gains-pass = would pass: { $names }
audit-loses-pass = would not pass: { $names }
audit-gains-first = would be first: { $names }
audit-loses-first = would no longer be first: { $names }
audit-gains-award = would receive it: { $names }
audit-loses-award = would lose it: { $names }
audit-opens = it would be for the jury to decide
audit-none-alters = no change of a single mark would alter it.
audit-decided = named by the jury's decision.
audit-open = the jury has still to decide.
audit-marks-dealt = no mark can change alone: jurors give places, or points that each is given once.
audit-only-juror = nobody else judges in “{ $stage }”
audit-sum-against-points = “{ $stage }” adds up the jurors' marks, and a threshold is in points
audit-nothing-to-count = the rules leave nothing to count
audit-alike = { $juror } gave every participant the same sum.
audit-far = { $name }, { $juror }, “{ $criterion }”{ $attempt ->
        [none] {""}
       *[other] , attempt { $attempt }
    }: { $mark }, the others { $others } on the mean{ $cell ->
        [none] {""}
       *[other] {" "}({ $cell })
    }.
audit-far-more = Further marks that stand far out: { $count }.
audit-margins = Margins
audit-column-below = To the next
audit-column-bound = To the threshold
audit-column-cut = Across the cut
audit-column-severity = Above the others
audit-column-spread = Spread
audit-column-agreement = Agreement
audit-column-far = Far out
audit-agreement = Agreement of the jury
audit-column-coefficient = Coefficient
audit-column-value = Value

lack-one-juror = only one juror
lack-few-entries = fewer than two participants whom two jurors have judged
lack-gaps = not every juror has judged every participant
lack-all-equal = all sums are equal
lack-juror-alike = a juror gave everyone the same
lack-entries-alike = participants do not differ more than by chance
lack-other-criteria = the jurors judge different criteria

coefficient-kendall-w = Kendall's W
coefficient-kendall-p = p-value of Kendall's W (χ²)
coefficient-spearman-mean = Spearman's ρ, mean of pairs
coefficient-icc-1-1 = ICC(1,1)
coefficient-icc-1-k = ICC(1,k)
coefficient-icc-2-1 = ICC(2,1)
coefficient-icc-2-k = ICC(2,k)
coefficient-icc-3-1 = ICC(3,1)
coefficient-icc-3-k = ICC(3,k)
coefficient-cronbach-alpha = Cronbach's α
coefficient-krippendorff-alpha-interval = Krippendorff's α, interval
coefficient-krippendorff-alpha-ordinal = Krippendorff's α, ordinal
