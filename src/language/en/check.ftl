# What the check says beside the diagnostics themselves.

explain-wrong = Wrong
explain-right = Right
unknown-code = there is no diagnostic { $name }{ $nearest ->
        [no] ; all of them: bayqau check --explain
       *[other] ; did you mean { $nearest }?
    }
reference-title = Diagnostics
reference-intro = Everything that `bayqau check` can find. `bayqau check --explain CODE` shows one of them, `--lang kk`, `ru` or `en` in another language; a small folder that has it is `tests/catalogue/CODE`. This page is printed by `bayqau check --explain`.
reference-errors = Errors: nothing is counted before they are mended
reference-warnings = Warnings: the chair might act on them

reference-signing = Only with `--strict`, before a protocol is signed

# Before signing.

tie-undecided = equal, and the jury has still to decide their order in { $stage }: { $entries }
    .label = decide
    .help = write the jury's decision into decisions.csv: order, { $stage }, and these entries in their order

tie-across-pass = equal across the cut of { $stage }, so nobody can tell who passes: { $entries }
    .label = passing
    .help = write the jury's decision into decisions.csv: pass, { $stage }, and all who pass

tie-across-award = { $kind ->
        [award] equal across the end of the award { $id }: { $entries }
       *[nomination] equal for the nomination { $id }: { $entries }
    }
    .label = not for all of them
    .help = write the jury's decision into decisions.csv: { $kind }, { $id }, and the holders

pass-undecided = the jury decides who passes { $stage }, and has not decided
    .label = decide
    .help = write the jury's decision into decisions.csv: pass, { $stage }, and all who pass

score-missing = { $entry } has no score in { $stage }
    .label = not scored
    .help = bring in the missing marks, or change the status of the entry by a decision

nomination-undecided = { $why ->
        [votes] too few have voted for the nomination { $id }
       *[nobody] nobody has voted for the nomination { $id } or decided it
    }
    .label = to whom?
    .help = bring in the ballots, or write the jury's decision into decisions.csv: nomination, { $id }, and the holders

recusal-undeclared = { $juror } recused from judging { $entry }, and no line of conflicts.csv says why
    .label = recused
    .help = add a line to conflicts.csv: { $juror }, { $entry }, the reason

award-not-given = { $kind ->
        [award] the award { $id }
       *[nomination] the nomination { $id }
    } has { $found } of { $expected ->
        [one] { $expected } holder
       *[other] { $expected } holders
    }, and no decision says that this is meant
    .label = { $found } of { $expected }
    .help = write into decisions.csv: { $kind }, { $id }, and the holders; none, if it is not awarded

sitting-missing = { $stage ->
        [ranking] the final protocol
       *[other] the protocol of { $stage }
    } has no number, no day and nobody present: sittings.csv has no line for it
    .label = no sitting
    .help = add the line of the sitting to sittings.csv, with { $stage } under stage

appeal-unanswered = the appeal of { $entry } that came on { $received } has not been answered
    .label = no outcome
    .help = write the outcome and its day

# What is passed over.

waiver-of-error = { $code } cannot be waived
    .label = not a warning
    .help = mend what it says, and take this line out; only warnings can be waived

waiver-unused = the waiver of { $code } at “{ $about }” waives nothing
    .label = not found there
    .help = compare about with the place that the check names, such as scores/essay/juror-2.csv:3; if it was mended, take the line out

more-alike = { $more } more of { $alike } in this file
    .help = the first { $listed } are listed; mend what they have in common and check again

waivers-label = Remarks passed over, with the reasons
waiver-sentence = Passed over: { $what } ({ $code }, { $place }) – { $why } ({ $by })
