# Ережені жариялауға дейін сынау: не шешілмей қалды, және кестелерінің сөздері.

rehearsal-whose-points = «{ $stage }»: шекті ұпай кімнің ұпайы екені айтылмаған – қазылардың орташа ұпайы ма, қосындысы ма, әлде әр қазының ұпайы ма.
rehearsal-stages-together = Кезеңдердің ұпайынан жалпы нәтиже қалай шығатыны ережеде айтылмаған; кімнің алда болуы оның қалай оқылғанына байланысты.
rehearsal-everybody-passes = «{ $stage }»: шекті ұпайды ең төмен баға алған қатысушы да жинайды, сондықтан бәрі өтеді.
rehearsal-nobody-passes = «{ $stage }»: шекті ұпайға ең жоғары бағалармен де жету мүмкін емес, сондықтан ешкім өтпейді.
rehearsal-cut-tie = «{ $stage }»: өту шегінде ұпай тең, ал тең түскендердің қайсысы өтетіні ережеде айтылмаған.
rehearsal-empty-quota = «{ $stage }»: { $entries } қатысушы болғанда өтетіндердің үлесі төмен қарай нөлге дейін дөңгелектенеді, сондықтан ешкім өтпейді.
rehearsal-empty-cut = «{ $stage }»: тізімнің басында ұпайы теңдер өте алатындардан көп, ал теңдер өтпейді, сондықтан ешкім өтпейді.
rehearsal-holders-unsaid = «{ $award }» марапатын неше қатысушы алатыны ережеде айтылмаған: мұнда оны бәрі алады, ал «{ $next }» ешкімге берілмейді.
rehearsal-equal-points = Ұпай теңдігі «{ $award }» марапатына әсер етеді, ал теңдердің арасын не шешетіні ережеде айтылмаған.
rehearsal-award-tie = Тең ұпай туралы ереже қатысушыларды «{ $award }» марапаты тұсында тең қалдырады, ал оны қайсысы алатыны айтылмаған.
rehearsal-award-unreachable = Баға қандай болса да, «{ $award }» марапатын ешкім ала алмайды.
rehearsal-award-skipped = Қатысушы осыншалық аз болғанда «{ $award }» ешкімге берілмейді, ал «{ $next }» беріледі.
rehearsal-nothing-left = «{ $stage }»: қатысушының { $jurors } бағасы ғана қалса, шеткі бағалар алынғаннан кейін ештеңе қалмайды, ұпай шықпайды.
rehearsal-recusal-stops = «{ $stage }»: қазы бір қатысушыны бағалаудан бас тартса{ $absent ->
        [yes] {" "}немесе қатыспаса
       *[no] {""}
    }, қосынды шығару мүмкін емес, өйткені оның бағалары басқалардікінен аз.
rehearsal-one-juror = «{ $stage }»: қазы бір қатысушыны бағалаудан бас тартса{ $absent ->
        [yes] {" "}немесе қатыспаса
       *[no] {""}
    }, оның ұпайы бір ғана адамның бағасынан шығып, орындар ауысады.
rehearsal-quorum-unsaid = Қазылар алқасының неше мүшесі қатысуы керек екені ережеде айтылмаған: мұнда { $jurors } мүшеден { $present } мүше ғана шешеді.
rehearsal-nomination-tie = «{ $nomination }» номинациясына бірнеше қатысушы тең дәрежеде лайық, ал оны қайсысы алатыны ережеде айтылмаған.
rehearsal-equal-votes = «{ $nomination }» номинациясына берілген дауыс тең, төрағаның дауысы жоқ; оны кім алатыны ережеде айтылмаған.

rehearsal-reading-rules = ереже бойынша
rehearsal-reading-mean = қазылардың орташасы
rehearsal-reading-sum = қазылардың қосындысы
rehearsal-reading-every = әр қазының ұпайы
rehearsal-reading-stages = кезеңдердің қосындысы
rehearsal-reading-last = тек соңғы кезең
rehearsal-reading-parts = ең жоғары ұпайдан үлесі
rehearsal-reading-one-each = әр марапатқа бір адам
rehearsal-reading-complete = бәрі бағалайды
rehearsal-reading-recused = біреуі бас тартты
rehearsal-reading-absent = біреуі қатыспады

rehearsal-entry = Қатысушы
rehearsal-marks = { $stage }, { $count ->
        [1] қазы { $jurors }
       *[other] қазылар { $jurors }
    }
rehearsal-juror = Қазы
rehearsal-vote = Дауыс
rehearsal-presence = Отырыста
rehearsal-present = қатысты
rehearsal-absent = қатыспады
rehearsal-recused = бас тартты
rehearsal-passes = өтеді
rehearsal-fails = өтпейді
rehearsal-place = { $place }-орын
rehearsal-undecided = шешілмеген
rehearsal-refused = есептеу мүмкін емес

rehearsal-title = Ережені сынау: { $count ->
        [0] шешілмеген жағдай жоқ
       *[other] шешілмеген жағдай саны – { $count }
    }
rehearsal-lines = Ереже:
rehearsal-settle = Мына жолдар шешер еді:
rehearsal-chosen = Комиссияның өз таңдауы (шешілген; --chosen берілсе, шешілмеген деп саналады):
rehearsal-left-to-jury = Ереженің өзі қазылар алқасының шешіміне қалдырған:
rehearsal-count = Ереже шешпеген жағдай саны – { $count }: оларды bayqau rehearse көрсетеді
rehearsal-progress = Іздеу
