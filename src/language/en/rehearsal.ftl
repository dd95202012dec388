# The rehearsal of rules: what is open, and the words of its tables.

rehearsal-whose-points = The threshold of “{ $stage }” does not say whose points it means: the mean of the jurors, their sum, or those of every juror.
rehearsal-stages-together = The rules do not say how the stages make one result; who is ahead depends on how one reads them.
rehearsal-everybody-passes = The lowest marks already reach the threshold of “{ $stage }”, so everybody passes.
rehearsal-nobody-passes = Even the highest marks do not reach the threshold of “{ $stage }”, so nobody passes.
rehearsal-cut-tie = Equals stand across the last passing place of “{ $stage }”, and the rules do not say who of them passes.
rehearsal-empty-quota = { $entries ->
        [one] With one entry in “{ $stage }”
       *[other] With { $entries } entries in “{ $stage }”
    } the part that passes is rounded down to nobody.
rehearsal-empty-cut = More are equal at the top of “{ $stage }” than may pass, and equals stay out: nobody passes.
rehearsal-holders-unsaid = The rules do not say how many hold “{ $award }”: here everybody does, and nobody gets “{ $next }”.
rehearsal-equal-points = Equal points reach “{ $award }”, and the rules do not say what decides between them.
rehearsal-award-tie = The rules about equal points leave entries equal at “{ $award }”, and do not say who of them holds it.
rehearsal-award-unreachable = Nobody can get “{ $award }”, whatever the marks.
rehearsal-award-skipped = In this small field nobody gets “{ $award }”, though “{ $next }” is given.
rehearsal-nothing-left = { $jurors ->
        [one] With one mark left for an entry in “{ $stage }”
       *[other] With { $jurors } marks left for an entry in “{ $stage }”
    }, leaving out the extremes leaves nothing, and there is no score.
rehearsal-recusal-stops = If a juror recuses from one entry in “{ $stage }”{ $absent ->
        [yes] {" "}or is absent
       *[no] {""}
    }, the sum cannot be taken: the entry has fewer marks than the others.
rehearsal-one-juror = If a juror recuses from one entry in “{ $stage }”{ $absent ->
        [yes] {" "}or is absent
       *[no] {""}
    }, the marks of a single juror make its score, and the order turns over.
rehearsal-quorum-unsaid = The rules do not say how many members of the jury must be present: here { $present } of { $jurors } decides.
rehearsal-nomination-tie = Several are equally good for “{ $nomination }”, and the rules do not say who of them holds it.
rehearsal-equal-votes = Votes for “{ $nomination }” are equal and the chair’s is not among them; the rules do not say who holds it.

rehearsal-reading-rules = by the rules
rehearsal-reading-mean = mean of the jurors
rehearsal-reading-sum = sum of the jurors
rehearsal-reading-every = every juror’s points
rehearsal-reading-stages = sum of the stages
rehearsal-reading-last = last stage alone
rehearsal-reading-parts = parts of the maximum
rehearsal-reading-one-each = one holder each
rehearsal-reading-complete = all jurors judge
rehearsal-reading-recused = one recused
rehearsal-reading-absent = one absent

rehearsal-entry = Entry
rehearsal-marks = { $stage }, { $count ->
        [1] juror { $jurors }
       *[other] jurors { $jurors }
    }
rehearsal-juror = Juror
rehearsal-vote = Vote
rehearsal-presence = At the sitting
rehearsal-present = present
rehearsal-absent = absent
rehearsal-recused = recused
rehearsal-passes = passes
rehearsal-fails = does not pass
rehearsal-place = place { $place }
rehearsal-undecided = undecided
rehearsal-refused = cannot be counted

rehearsal-title = Rehearsal: { $count ->
        [0] nothing is open
        [one] one situation is open
       *[other] { $count } situations are open
    }
rehearsal-lines = Rules:
rehearsal-settle = Would settle it:
rehearsal-chosen = Chosen by the commission (settled; --chosen counts them as open):
rehearsal-left-to-jury = Left to the jury by the rules themselves:
rehearsal-count = { $count ->
        [one] The rules leave one situation open: bayqau rehearse shows it
       *[other] The rules leave { $count } situations open: bayqau rehearse shows them
    }
rehearsal-progress = Searching
