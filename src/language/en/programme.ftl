# A development programme: what is wrong with it, and the words of its report.

not-a-value = “{ $found }” is not read as a value
    .label = a number, with its unit if need be; - for nothing
    .help = write one number, such as 54, 90,6, 50% or 45 (26%); in programme.yaml a decimal comma needs quotes

year-outside = the programme has no year { $found }
    .label = the programme is for { $first } to { $last }
    .help = correct the year, or the years in programme.yaml

unknown-number = { $kind ->
        [indicator] no indicator has the number { $found }
       *[budget] no row of the budget has the number { $found }
    }
    .label = { $nearest ->
        [no] not in programme.yaml
       *[other] did you mean { $nearest }?
    }
    .help = write the number as programme.yaml has it; a spreadsheet turns 4.10 into 4.1 and 1.5 into a date unless the column is a text

other-unit = the value is in { $found }, { $kind ->
        [budget] the budget is
       *[indicator] the targets are
    } in { $unit ->
        [no] bare numbers
       *[other] { $unit }
    }
    .label = { $kind ->
        [budget] the budget is
       *[indicator] the targets are
    } in { $unit ->
        [no] bare numbers
       *[other] { $unit }
    }
    .help = { $kind ->
        [budget] write the amount in the unit of the budget
       *[indicator] write the value in the unit of the targets, or name the unit in programme.yaml
    }

direction-missing = indicator { $number } does not say which values are better
    .label = no direction
    .help = add a line direction: up, down or hold; without it no value is judged

target-worse = { $direction ->
        [hold] the target { $found } for { $year } differs from { $since ->
                [baseline] the baseline { $than }
               *[other] the { $than } for { $since }
            }, though the value is to be kept
       *[other] the target { $found } for { $year } is worse than { $since ->
                [baseline] the baseline { $than }
               *[other] the { $than } for { $since }
            }
    }
    .label = { $direction ->
        [up] the higher the better
        [down] the lower the better
       *[hold] to be kept
    }
    .help = correct the target, or the direction of the indicator

row-repeats = { $kind ->
        [targets] row { $number } has the same targets as row { $other }
       *[budget] row { $number } of the budget repeats row { $other }
    }
    .label = first in { $first }
    .help = { $kind ->
        [targets] check whether the targets were copied
       *[budget] take one of the two out
    }

two-units = two units in one row: { $one ->
        [bare] a bare number
       *[other] { $one }
    } and { $other }
    .label = { $other }
    .help = write the whole row in one unit, and name it: unit: …

unit-changes = the unit changes on the way: after “{ $was }” comes “{ $found }”
    .label = in another unit than the value before
    .help = write the whole row in one unit, and name it: unit: …

count-in-percent = a count is written in percent: “{ $found }”
    .label = the indicator counts
    .help = take the percent sign out

sum-differs = { $kind ->
        [row] row { $number } of the budget states { $total }, its years add up to { $sum }
       *[budget] the budget states { $total }, the totals of its rows add up to { $sum }
    }
    .label = { $thousand ->
        [yes] exactly a thousand times apart
       *[no] { $sum }?
    }
    .help = { $thousand ->
        [yes] write total and years in the same unit
       *[no] correct the amounts or their total
    }

total-missing = the budget states no total; its { $rows } rows { $agree ->
        [yes] add up to { $totals }
       *[no] add up to { $totals } by their totals, but to { $years } by their years
    }
    .label = no key total
    .help = { $mended ->
        [repeats] both give { $both } without the repeated rows ({ $without }); mend these rows, then state the sum as total
        [units] both give { $both } with total and years in one unit (row { $scaled }); mend these rows, then state the sum as total
        [both] both give { $both } without the repeated rows ({ $without }) and with total and years in one unit (row { $scaled }); mend these rows, then state the sum as total
       *[no] state the sum as total: …
    }

source-missing = nobody says where the number comes from
    .label = source
    .help = name the report or the database that the number is taken from

# What the command says.

no-such-year = the programme has no year { $year }: it is for { $first } to { $last }

# The yearly report.

programme-year = Report for { $year }
programme-no-year = Targets
programme-nothing = No actual values yet.
programme-summary = In { $year }, { $reached } of { $due } targets were reached ({ $share }), { $ahead } of them exceeded. Missed: { $missed }; no data: { $nodata }; not judged: { $notjudged }.
programme-all = All criteria
programme-counts = Results by criterion
programme-criterion = Criterion
programme-count-due = Targets
programme-count-reached = Reached
programme-count-met = Met
programme-count-ahead = Exceeded
programme-count-missed = Missed
programme-count-no-data = No data
programme-count-not-judged = Not judged
programme-count-share = Share
programme-number = No.
programme-indicator = Indicator
programme-target = Target
programme-actual = Actual
programme-verdict = Result
programme-trend = Trend
programme-outlook = Outlook
programme-source = Source
programme-year-column = Year
programme-responsible = Responsible
programme-by-year = Results by year: target / actual
programme-rows = Indicators over the years
programme-legend = Dashed line with hollow points: target. Solid line with filled points: actual value.
programme-rules = How this was counted
programme-budget = Budget
programme-money-for = Purpose
programme-stated = Stated total
programme-sum = Sum of years
programme-planned = Planned
programme-spent = Spent
programme-planned-so-far = Planned so far
programme-spent-so-far = Spent so far
programme-money-share = Spent of planned
programme-total = Total
programme-sums-differ = The totals of the rows add up to { $totals }, their years to { $years }.
programme-unreported = Nobody has reported on { $count ->
        [one] one planned amount
       *[other] { $count } planned amounts
    }; they are in no sum of what was spent.
programme-baseline = Baseline ({ $year }): { $value }
programme-direction = { $direction ->
        [up] Higher is better
        [down] Lower is better
        [hold] To be kept
       *[none] Direction not stated
    }
programme-no-target = no target
programme-no-data = no data
programme-met = met
programme-ahead-by = exceeded ({ $by })
programme-missed-by = missed ({ $by })
programme-not-judged-by = not judged ({ $by })
programme-better = better
programme-worse = worse
programme-same = no change
programme-rising = rising
programme-falling = falling
programme-reached = reached ({ $expected })
programme-not-reached = not reached ({ $expected })
programme-forecast = At the pace of { $pace } a year the value is { $expected } in { $year }; the target { $target } is { $reached ->
        [yes] reached
       *[no] not reached
    }.
programme-rule-verdict = A target is met by a value equal to it and exceeded by a better one; in brackets stands the value without the target. Where no direction is stated, a value that differs from the target is not judged.
programme-rule-share = The share is of all rows that have a target in the year; a row without data is not reached.
programme-rule-pace = The pace is the change from the first known value (the baseline, where there is one) to the last, divided by the years between them; the trend says whether it leads to better values.
programme-rule-outlook = The outlook moves the last known value on at this pace to the last year that has a target; no count falls below 0, no share rises above 100%.
