# Diagnostics. A key is a code: the sentence states the fact, `.label` stands beside the caret,
# `.help` says one thing to do.

level-error = error
level-warning = warning
level-help = help

yaml-syntax = the file is not YAML: { $detail }
    .help = look at this line and the one above it: indentation, colons, brackets, quotes

yaml-limit = { $kind ->
        [depth] lists and mappings lie deeper in one another than { $limit } levels
        [aliases] the aliases of this file stand for more than could be read
       *[size] the file holds more than { $limit } values, or more text than rules have
    }
    .help = { $kind ->
        [aliases] write the values out where they are meant, without “&” and “*”
       *[other] look whether it is the right file: rules that people write are far smaller
    }

several-documents = a second document begins here
    .label = what stands behind this line would not be read
    .help = one file holds one document: remove the line ---, or what follows it

duplicate-key = the key { $key } stands twice
    .label = second time
    .help = keep one of the two

format = { $kind ->
        [missing] the rules do not say which format they are in
       *[other] format { $found } is not known
    }
    .label = known is: 1
    .help = if a newer version of bayqau wrote the file, take that version; else begin it with the line: format: 1

unknown-key = the key { $key } is not known here
    .label = { $nearest ->
        [no] known here: { $known }
       *[other] did you mean { $nearest }?
    }
    .help = correct the key or take the line out

missing-key = the key { $key } is missing
    .label = { $key } belongs here
    .help = add the key { $key }

wrong-type = { $expected ->
        [mapping] keys with values are expected here
        [list] a list is expected here
        [number] a number is expected here
        [title] a text, or one per language, is expected here
        [link] only the last line of ties may be a word
       *[text] a text is expected here
    }, not { $found ->
        [nothing] nothing
        [list] a list
        [mapping] keys with values
       *[text] “{ $value }”
    }
    .label = { $expected ->
        [mapping] key: value
        [list] [ one, two ]
        [number] such as 2, 0.5 or 1/3
        [title] a text, or kk: …, ru: …, en: …
        [link] such as stage: final
       *[text] a text
    }
    .help = write it in the form shown beside the excerpt

wrong-value = “{ $found }” is not possible here
    .label = possible: { $allowed }
    .help = take one of: { $allowed }

bad-id = “{ $id }” cannot be an id
    .label = Latin letters, digits and hyphens only
    .help = choose a short word such as p07, juror-2 or portfolio

reserved-id = on Windows no file can be called “{ $id }”
    .label = the name of a device
    .help = add something to it, such as { $id }-1, and use that in all tables

duplicate-id = the id { $id } stands twice
    .label = first in { $first }
    .help = give one of the two another id

unknown-name = { $kind ->
        [stage] there is no stage { $name }
        [stages] there is no stage { $name } among those that are added up
        [criterion] the stage has no criterion { $name }
        [criteria] the stage has no criterion { $name }
        [juror] there is no juror and no role { $name }
        [jurors] there is no juror and no role { $name }
        [attempts] there is no attempt { $name }
        [number] the stage has no number { $name }
        [panels] there is no panel { $name }
        [column] participants.csv has no column { $name }
       *[rule] the rules have no line { $name }
    }
    .label = { $nearest ->
        [no] not known
       *[other] did you mean { $nearest }?
    }
    .help = known: { $known }

stage-not-above = there is no stage { $name } above this one
    .label = { $nearest ->
        [no] a stage can only speak of stages above it
       *[other] did you mean { $nearest }?
    }
    .help = name a stage that stands above ({ $known }), or move this one down

bad-marks = “{ $found }” is no range of marks
    .label = such as 1-3, 0-20 by 0.5, -2..3
    .help = write the lowest and the highest mark; the highest must be a whole number of steps above the lowest

range-reversed = the range is turned round: { $lowest } is above { $highest }
    .label = the lower end comes first
    .help = write { $highest }-{ $lowest }

bound-above-maximum = the bound { $limit } is above the maximum of { $maximum }
    .label = no entry can reach it
    .help = lower the bound, or look at the ranges of the criteria and at the steps of the score

bound-excludes-better = this bound keeps out those who are better
    .label = { $better ->
        [higher] here more is better
       *[lower] here less is better
    }
    .help = { $better ->
        [higher] write at_least or above; where less is better, say better: low in the criteria
       *[lower] write at_most or below
    }

shares-above-whole = the shares up to this one add up to { $all }
    .label = nobody is left for what is above 100%
    .help = a share is of all who were left before the first one: lower the shares to 100% in all

no-maximum = a percentage needs a maximum, and this score has none
    .label = of what?
    .help = write the bound in points

one-verb = { $count ->
        [0] the step says nothing to do
       *[other] only one of these can stand here: { $verbs }
    }
    .label = exactly one of: { $verbs }
    .help = one verb on a line; the order of the lines is the order of the arithmetic

axis-open = { $axis ->
        [jurors] the jurors' numbers are never brought together
        [criteria] the criteria are never brought together
        [attempts] the attempts are never brought together
        [panels] the panels are never brought together
       *[stages] the stages are never brought together
    }
    .label = no line says { $axis }: …
    .help = add a line such as { $axis }: { $axis ->
        [jurors] mean
       *[other] sum
    }

axis-folded-twice = { $axis ->
        [jurors] the jurors' numbers have already been brought together
        [criteria] the criteria have already been brought together
        [attempts] the attempts have already been brought together
        [panels] the panels have already been brought together
       *[stages] the stages have already been brought together
    }
    .label = a second time
    .help = keep one of the two lines

axis-absent = { $axis ->
        [jurors] there are no single jurors here
        [criteria] there are no single criteria here
        [attempts] there are no single attempts here
        [panels] there are no single panels here
       *[stages] there are no single stages here
    }
    .label = no { $axis } at this step
    .help = move the line up above the one that brings them together, or take it out

directions-mixed = some of these numbers are better high and some better low, so they cannot be brought together
    .label = which is better?
    .help = turn them into places first, or let all criteria be better the same way

skating-needs-places = { $why ->
        [dances] the dances can only be skated after the jurors of each dance
       *[marks] the Skating System works on places, and these numbers are none
    }
    .label = no places here
    .help = { $why ->
        [dances] put the line jurors: skating right above this one
       *[marks] let the criteria take marks: places, or put a line places: averaged right above this one
    }

number-misplaced = { $why ->
        [folded] { $number } belongs to single members that are no longer single here
        [twice] { $number } would be added a second time
       *[open] { $number } would be added to each of several numbers
    }
    .label = not at this step
    .help = { $why ->
        [folded] move the line up, above the one that brings the members together
        [twice] keep one of the two lines
       *[open] move the line down, below the lines that bring everything together
    }

number-unused = the number { $number } is never used
    .label = no step and no tie looks at it
    .help = add a line such as plus: { $number }, or take the number out

number-missing = { $entry } has no { $number } in the stage { $stage }
    .label = not measured
    .help = fill it in in { $path }

places-not-once = { $juror }: the places under “{ $criterion }” are not 1 to { $count }, each once: { $found }
    .help = compare the sheet with the signed paper sheet

points-not-once = { $juror }: the points under “{ $criterion }” are not dealt once each ({ $count } entries): { $found }
    .help = compare the sheet with the signed paper sheet

adjustment-out-of-range = the adjustment { $found } is outside the range from { $lowest } to { $highest }
    .label = { $lowest } to { $highest }
    .help = correct the points, or the range in the rules

other-track = “{ $found }” stands under a criterion that is not for the track { $track }
    .label = criterion “{ $criterion }”
    .help = write “-”, or look whether the mark belongs to another column

names-left-out = not every name is there: { $names } left out
    .label = every name needs a factor
    .help = add the missing names, or one line for all of them: others: 1

link-needs-stage = the link must say which stage's criteria it means
    .label = the stage is missing
    .help = write { "{" } stage: …, criteria: [ … ] { "}" }

order-taken = the ranking takes the order of the stage { $stage }, and { $key } changes nothing in it
    .label = no effect here
    .help = write { $key } in the stage { $stage }, or give the ranking ties of its own

file-missing = the file { $path } is missing
    .help = put the file { $path } into the folder

stray-file = nothing here is called { $name }
    .help = { $nearest ->
        [no] rename the file or take it out of the folder; known: { $known }
       *[other] did you mean { $nearest }? Rename the file or take it out of the folder
    }

not-utf8 = the file is not in UTF-8 (line { $line })
    .help = save the file as UTF-8 in your editor

table-empty = the table has no header
    .help = the first line names the columns

open-quote = a quotation mark is never closed
    .label = opened here
    .help = close the quotation mark, or save the sheet again as CSV UTF-8

uneven-row = the row has { $found ->
        [one] { $found } cell
       *[other] { $found } cells
    }, the header { $expected }
    .label = { $expected } expected
    .help = look for a missing or surplus delimiter, or a decimal comma that divides the row

missing-column = the column { $column } is missing
    .label = the columns of this table
    .help = add the column { $column }

unknown-column = the column “{ $column }” is not known
    .label = { $nearest ->
        [no] not known
       *[other] did you mean “{ $nearest }”?
    }
    .help = known here: { $known }

duplicate-column = the column “{ $column }” stands twice
    .label = second time
    .help = keep one of the two columns

missing-cell = the cell under { $column } is blank
    .label = { $column } belongs here
    .help = fill the cell in

unknown-word = “{ $found }” is not known under { $column }
    .label = { $nearest ->
        [no] not known
       *[other] did you mean { $nearest }?
    }
    .help = possible: { $known }

bad-date = “{ $found }” is not a date
    .label = such as 2025-10-30
    .help = write year-month-day: 2025-10-30

unknown-juror = “{ $name }” is not on the jury
    .label = { $nearest ->
        [no] not in jury.csv
       *[other] did you mean { $nearest }?
    }
    .help = { $nearest ->
        [no] correct the name, or add the juror to jury.csv
       *[other] did you mean { $nearest }? Correct the name, or add the juror to jury.csv
    }

unknown-participant = there is no participant “{ $name }”
    .label = { $nearest ->
        [no] not in participants.csv
       *[other] did you mean {$nearest}?
    }
    .help = write the id or the full name as participants.csv has it

ambiguous-name = several participants are called “{ $name }”
    .label = { $ids }
    .help = write the id instead of the name: { $ids }

nobody-judges = nobody on the jury judges
    .help = add the members of the jury to jury.csv, with the role chair or member

no-entries = the contest has no entries
    .help = write the participants into participants.csv

unknown-language = the variable { $variable } says { $found }; the languages are kk, ru and en

two-chairs = there is a second chair
    .label = first in { $first }
    .help = leave one chair; the others are members

one-entry-each = { $second } is a second entry of “{ $value }”, beside { $first }
    .label = first in { $line }
    .help = the rules allow one: set the status of one of the two to rejected or withdrawn, with the reason

submitted-late = the application came on { $submitted }, after the last day, { $last }
    .label = the last day is { $last }
    .help = set the status to rejected, with the reason, or correct the date

not-judging = { $juror } does not judge here
    .label = according to { $line }
    .help = take the marks out, or correct { $line }

sheet-missing = the sheet of { $juror } for the stage { $stage } is missing
    .label = should have judged { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
    .help = put the sheet into { $path }

row-missing = { $juror } has no row for { $entry } in the stage { $stage }
    .label = not judged by { $juror }
    .help = add the row; if there was nothing to judge, write “recused” or “-” into its cells

duplicate-row = “{ $name }” stands twice
    .label = first in { $first }
    .help = keep the row that is right

blank-cell = the cell is blank
    .label = { $scale ->
        [points] criterion “{ $criterion }”: { $highest }
       *[range] criterion “{ $criterion }” takes { $lowest } to { $highest }
    }
    .help = write the mark; “recused” if the juror took no part; “-” if there was nothing to judge. A blank is never zero

not-a-mark = “{ $found }” is not a mark
    .label = { $scale ->
        [points] criterion “{ $criterion }”: { $highest }
       *[range] criterion “{ $criterion }” takes { $lowest } to { $highest }
    }
    .help = write a number such as { $highest }, or “recused”, or “-”

mark-out-of-range = { $scale ->
        [points] { $found } is none of the points that a juror deals: { $highest }, and 0 to the rest
       *[range] mark { $found } is outside the range from { $lowest } to { $highest }
    }
    .label = { $scale ->
        [points] criterion “{ $criterion }”: { $highest }
       *[range] criterion “{ $criterion }” takes { $lowest } to { $highest }
    }
    .help = correct the mark, or the range in { $line }

mark-off-step = mark { $found } lies between two steps
    .label = criterion “{ $criterion }” takes { $lowest } to { $highest } by { $step }
    .help = correct the mark, or the range in { $line }

total-differs = the total of { $name } says { $found }, the marks of the row add up to { $total }
    .label = { $total }?
    .help = compare the row with the signed paper sheet: a mark or the total is wrong

juror-absent = the juror was absent for this entry, and the rules do not say what that means
    .label = absent
    .help = write “recused” or the mark, or let the rules leave such a juror out: absent: skip

mark-in-conflict = { $juror } may not judge { $entry }
    .label = forbidden by { $line }
    .help = write “recused” into the row, or correct { $line }

not-in-stage = { $entry } does not take part in the stage { $stage }, and { $juror } has judged it
    .label = did not pass, or does not compete
    .help = take the row out; if the entry was let in by the jury, write that into decisions.csv as pass

uneven-sum = { $entry } has { $found } values to add up where others have { $expected }: a gap would count as zero
    .label = sum
    .help = say mean instead of sum, or bring in the missing values

nothing-left = { $entry } has { $found ->
        [one] { $found } value
       *[other] { $found } values
    }, and the extremes are all of them
    .label = nothing is left
    .help = add from: … so that extremes are left out only where enough values are there

vote-not-eligible = { $status ->
        [excepted] { $entry } cannot hold the nomination: it holds “{ $line }”, and the rules except those who do
       *[other] { $entry } cannot hold the nomination ({ $status })
    }
    .label = { $status ->
        [excepted] holds “{ $line }”
       *[other] see { $line }
    }
    .help = have the juror vote again, or take the vote out

bad-votes = “{ $found }” is no count of votes
    .label = for/against/abstained, such as 4/0/1
    .help = write three numbers with slashes between them

vote-lost = the vote did not carry: { $yes } for, { $no } against
    .label = { $yes } for, { $no } against
    .help = with equal votes the chair decides: write chair under by; otherwise take the decision out

decision-about = there is nothing called “{ $about }” to decide on
    .label = { $nearest ->
        [no] not known
       *[other] did you mean { $nearest }?
    }
    .help = possible: { $known }

decision-was = the decision says that { $was } stood there, but there stands { $stands }
    .label = { $stands }
    .help = look at what has changed since the decision was written, and correct was

decision-entries = the decision cannot be about “{ $found }”
    .label = { $expected ->
        [fewer] at most { $most }
        [no] wrong entries
       *[other] equal are: { $expected }
    }
    .help = { $expected ->
        [fewer] name as many as the rules allow: { $most }; or say more in the `holders` of the rules
        [no] name entries that take part and may be decided on
       *[other] name exactly those who are equal: { $expected }
    }

present-and-absent = { $juror } is both present and absent
    .label = also under present
    .help = take { $juror } out of one of the two

sealed-changed = the stage { $stage } is sealed, and its result is no longer what was signed: { $kind ->
        [standing] { $what }: { $was }, №{ $was_place }, { $was_passed } → { $now }, №{ $now_place }, { $now_passed }
       *[paper] { $what }
    }
    .help = put the file back as it was; a correction after signing is written into decisions.csv

seal-broken = the seal cannot be read: { $detail }
    .help = take the file from the archive, or seal the stage anew

no-quorum = no quorum: { $present } of { $total } present, { $quorum } needed
    .label = { $present } of { $total }
    .help = correct the list of those present, or hold the sitting again

no-chair = the jury has no chair, so nobody decides where votes are equal
    .help = write chair under role for one of the members in jury.csv

sealed-input-changed = { $path } has changed since the stage { $stage } was sealed; the signed result stands
    .help = make sure that the change was meant

# What commands say.

not-found = { $path } is not there
cannot-read = { $path } cannot be read: { $detail }
cannot-write = { $path } cannot be written: { $detail }
too-large = { $path } is larger than { $limit } MB, which nothing of a contest is; look whether it is the right one
too-many-files = { $path } holds more than { $limit } files in the subfolders that are read; take out what is not of the contest
not-a-file = { $path } is no plain file but a device, a pipe or a folder; put the file itself there
leads-outside = { $path } is a link to { $target }, outside of the folder; put the file itself there
name-not-text = the name of { $path } is no text in UTF-8; give the file another name
changed-while-read = { $path } was written to while it was being read; save it, close the other program and run the command again
sheets-alike = { $first } and { $other } would be one file on Windows; give one of the jurors or stages another id
sheet-sent = { $path } is a sheet of the contest, and nothing is ever written over those; move it away yourself, or name another folder
sheet-filled = { $path } is no blank sheet: somebody has written into it, or it cannot be read; nothing is written over it – move it away yourself, or name another folder
exists = { $path } is already there, and nothing is written over it
unknown-stage = there is no stage { $name }{ $nearest ->
        [no] ; there are: { $known }
       *[other] ; did you mean { $nearest }?
    }
unknown-rules = there is no rule set and no folder { $name }{ $nearest ->
        [no] ; rule sets: { $known }
       *[other] ; did you mean { $nearest }?
    }
no-ranking = the final protocol needs the whole result; this one holds only: { $known }
no-report = { $path } is no report of bayqau tally --format json: { $detail }
seal-not-final = the result of the stage { $stage } is not final, so it is not sealed
sealed = The stage { $stage } is sealed: { $path }
made = Made: { $path }. Next: write the rules into contest.yaml, the jury into { $jury }, and run bayqau check
summary = { $errors ->
        [0] No errors
        [one] { $errors } error
       *[other] { $errors } errors
    }, { $warnings ->
        [0] no warnings
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }
