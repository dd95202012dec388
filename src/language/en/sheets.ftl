# Score sheets.

sheet-heading = Score sheet
sheet-contest = Contest:
sheet-stage = Stage:
sheet-juror = Juror:
sheet-participant = Participant
sheet-attempt = Attempt
sheet-total = Total
sheet-note = Note
sheet-scale = Marks:
sheet-range = { $lowest }–{ $highest }
sheet-range-by = { $lowest }–{ $highest } by { $step }
sheet-places = places 1–{ $count }, each once
sheet-points = { $list }: each once, 0 to the rest
sheet-prompt = { $scale }. If you take no part in judging: “{ $recused }”; if there is nothing to judge: “-”.
sheet-advice = If you take no part in judging an entry, write “{ $recused }”; if there is nothing to judge, “-”. A blank is never zero.
sheet-refused-title = There is no such mark
sheet-refused = This cell takes one of these: { $scale }; “{ $recused }”; “-”.
sheet-juror-signature = Signature of the juror
sheet-secretary-signature = Signature of the secretary
sheet-day = Date

code-missing = { $entry } has no code in blind.csv
    .label = jurors see codes, not names
    .help = add a line to blind.csv, such as { $entry };{ $code }

sheet-written = { $path }: { $entries ->
        [one] { $entries } participant
       *[other] { $entries } participants
    }
key-written = { $path }: the key, which code stands for whom; it stays with the secretary
entrants-unknown = { $stage }: it is not known yet who takes part, so there are no sheets
stage-without-marks = the stage { $stage } adds up other stages; nobody marks in it
