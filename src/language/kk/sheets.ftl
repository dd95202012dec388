# Бағалау парақтары.

sheet-heading = Бағалау парағы
sheet-contest = Байқау:
sheet-stage = Кезең:
sheet-juror = Қазы:
sheet-participant = Қатысушы
sheet-attempt = Әрекет
sheet-total = Барлығы
sheet-note = Ескертпе
sheet-scale = Ұпай:
sheet-range = { $lowest }–{ $highest }
sheet-range-by = { $lowest }–{ $highest }, қадамы { $step }
sheet-places = 1–{ $count } орын, әрқайсысы бір рет
sheet-points = { $list } – бір реттен, қалғандарына 0
sheet-prompt = { $scale }. Бағалауға қатыспасаңыз – «{ $recused }», бағалайтын ештеңе болмаса – «-».
sheet-advice = Бағалауға қатыспасаңыз – «{ $recused }», бағалайтын ештеңе болмаса – «-» деп жазыңыз. Бос ұяшық нөлді білдірмейді.
sheet-refused-title = Мұндай ұпай жоқ
sheet-refused = Бұл ұяшыққа мыналардың бірі жазылады: { $scale }; «{ $recused }»; «-».
sheet-juror-signature = Қазының қолы
sheet-secretary-signature = Хатшының қолы
sheet-day = Күні

code-missing = { $entry } қатысушысының blind.csv файлында шифрі жоқ
    .label = қазылар аты-жөнін емес, шифрін көреді
    .help = blind.csv файлына жол қосыңыз, мысалы { $entry };{ $code }

sheet-written = { $path }: { $entries ->
        [one] { $entries } қатысушы
       *[other] { $entries } қатысушы
    }
key-written = { $path }: қай шифр кімдікі екенінің кілті; ол хатшыда қалады
entrants-unknown = { $stage }: кім қатысатыны әлі белгісіз, сондықтан парақтар жоқ
stage-without-marks = { $stage } кезеңінің нәтижесі басқа кезеңдерден қосылады, онда ұпай қойылмайды
