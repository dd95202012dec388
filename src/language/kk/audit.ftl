# Нәтижеге қаншалықты сенуге болады.

annex-label = Қосымша
audit-label = Нәтижеге қаншалықты сенуге болады
audit-judged = бағаланған қатысушы саны – { $entries }, қазы саны – { $jurors }
audit-placed = орын алған қатысушы саны – { $entries }
audit-agreement-strong = қазылардың бағалары өзара үйлесімді ({ $measure } = { $value })
audit-agreement-moderate = қазылар бағаларының үйлесімі орташа ({ $measure } = { $value })
audit-agreement-weak = қазылар бағаларының үйлесімі төмен ({ $measure } = { $value })
audit-agreement-unknown = қазылар бағаларының үйлесімін өлшеуге болмайды: { $reason }
audit-nearest = шекті ұпайға ең жақыны – { $name }: { $passed ->
        [yes] артығы { $difference }
       *[no] жетпегені { $difference }
    }
audit-pass-holds = кез келген бір қазының бағалары алынып тасталса да, өтетіндер құрамы өзгермейді
audit-pass-hangs = бір қазының бағалары алынып тасталса, өтетіндер құрамы өзгерер еді: { $list }
audit-would-pass = { $name } өтер еді
audit-would-not-pass = { $name } өтпес еді
audit-without-unknown = бір қазысыз нәтижемен салыстыруға болмайды: { $reason }
audit-place = { $place }-орын – { $name }, { $score }; { $margin }; { $without }.
audit-margin = келесі орыннан айырмасы – { $difference }
audit-equal-rule = келесі орынмен ұпайы тең; реті тең ұпай туралы қағидамен анықталған
audit-equal-decided = келесі орынмен ұпайы тең; реті қазылар алқасының шешімімен анықталған
audit-equal-open = басқалармен ұпайы тең; ретін қазылар алқасы әлі анықтаған жоқ
audit-shared = басқалармен ұпайы тең; қағида бойынша орын ортақ
audit-last = соңғы орын
audit-no-place = орынсыз
audit-place-holds = кез келген бір қазының бағалары алынып тасталса да, орны өзгермейді
audit-place-hangs = бір қазының бағалары алынып тасталса, орны басқа болар еді: { $list }
audit-award-holds = Ешбір жеке қазының бағаларына тәуелді емес.
audit-award-hangs = Бір қазының бағалары алынып тасталса, басқаға берілер еді: { $list }.
audit-nomination-holds = Ешбір жеке қазының бағалары мен даусына тәуелді емес.
audit-nomination-hangs = Бір қазының бағалары мен даусы алынып тасталса, басқаға берілер еді: { $list }.
audit-jury-decides = қазылар алқасы шешер еді
audit-a-juror = қазы
audit-change = ең аз өзгеріс: { $name }, { $juror }, «{ $criterion }»{ $attempt ->
        [none] {""}
       *[other] , { $attempt }-әрекет
    }: { $was } орнына { $now }{ $cell ->
        [none] {""}
       *[other] {" "}({ $cell })
    } – { $effect }.
audit-gains-pass = өтер еді: { $names }
audit-loses-pass = өтпес еді: { $names }
audit-gains-first = бірінші орында болар еді: { $names }
audit-loses-first = бірінші орында болмас еді: { $names }
audit-gains-award = берілер еді: { $names }
audit-loses-award = берілмес еді: { $names }
audit-opens = қазылар алқасының шешімі қажет болар еді
audit-none-alters = бір ғана бағаның өзгеруі мұнда ештеңені өзгертпейді.
audit-decided = қазылар алқасының шешімімен белгіленген.
audit-open = қазылар алқасы әлі шешім қабылдаған жоқ.
audit-marks-dealt = бір баға жеке өзгере алмайды: қазылар әрқайсысы бір рет берілетін орын немесе ұпай қояды.
audit-only-juror = «{ $stage }» кезеңінде басқа ешкім бағаламайды
audit-sum-against-points = «{ $stage }» кезеңінде қазылардың бағалары қосылады, ал шек ұпаймен берілген
audit-nothing-to-count = қағидалар бойынша есептейтін ештеңе қалмайды
audit-alike = { $juror }: барлық қатысушыға бірдей ұпай қойылған.
audit-far = { $name }, { $juror }, «{ $criterion }»{ $attempt ->
        [none] {""}
       *[other] , { $attempt }-әрекет
    }: { $mark }, басқаларда орта есеппен { $others }{ $cell ->
        [none] {""}
       *[other] {" "}({ $cell })
    }.
audit-far-more = Басқалардан қатты ерекшеленетін тағы { $count } баға бар.
audit-margins = Айырма
audit-column-below = Келесіге дейін
audit-column-bound = Шекке дейін
audit-column-cut = Шегараға дейін
audit-column-severity = Басқалардан жоғары
audit-column-spread = Шашырауы
audit-column-agreement = Үйлесімі
audit-column-far = Ерекше баға
audit-agreement = Қазылар алқасының үйлесімі
audit-column-coefficient = Коэффициент
audit-column-value = Мәні

lack-one-juror = қазы біреу ғана
lack-few-entries = кемінде екі қазы бағалаған қатысушы екіден аз
lack-gaps = барлық қазы барлық қатысушыны бағаламаған
lack-all-equal = барлық қосынды тең
lack-juror-alike = бір қазы бәріне бірдей ұпай қойған
lack-entries-alike = қатысушылар арасындағы айырма кездейсоқтан аспайды
lack-other-criteria = қазылар әртүрлі критерийді бағалайды

coefficient-kendall-w = Кендалл W коэффициенті
coefficient-kendall-p = Кендалл W үшін p мәні (χ²)
coefficient-spearman-mean = Спирмен ρ коэффициенті, жұптар орташасы
coefficient-icc-1-1 = ICC(1,1)
coefficient-icc-1-k = ICC(1,k)
coefficient-icc-2-1 = ICC(2,1)
coefficient-icc-2-k = ICC(2,k)
coefficient-icc-3-1 = ICC(3,1)
coefficient-icc-3-k = ICC(3,k)
coefficient-cronbach-alpha = Кронбах α коэффициенті
coefficient-krippendorff-alpha-interval = Криппендорф α коэффициенті, аралықтық
coefficient-krippendorff-alpha-ordinal = Криппендорф α коэффициенті, реттік
