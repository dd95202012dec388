# Даму бағдарламасы: тексеру хабарлары және есептің сөздері.

not-a-value = «{ $found }» мән ретінде оқылмайды
    .label = сан, қажет болса өлшем бірлігімен; мән болмаса, «-»
    .help = бір сан жазыңыз, мысалы 54, 90,6, 50% немесе 45 (26%); programme.yaml файлында үтірі бар сан тырнақшаға алынады

year-outside = бағдарламада { $found } жылы жоқ
    .label = бағдарлама { $first }–{ $last } жылдарға арналған
    .help = жылды немесе programme.yaml файлындағы жылдарды түзетіңіз

unknown-number = { $kind ->
        [indicator] { $found } нөмірлі көрсеткіш жоқ
       *[budget] бюджетте { $found } нөмірлі жол жоқ
    }
    .label = { $nearest ->
        [no] programme.yaml файлында жоқ
       *[other] мүмкін, { $nearest } шығар?
    }
    .help = нөмірді programme.yaml файлындағыдай жазыңыз; баған мәтін болмаса, кесте 4.10 дегенді 4.1-ге, ал 1.5 дегенді күнге айналдырады

other-unit = мәннің өлшем бірлігі – «{ $found }», ал { $kind ->
        [budget] бюджеттің
       *[indicator] жоспардың
    } бірлігі – { $unit ->
        [no] көрсетілмеген
       *[other] «{ $unit }»
    }
    .label = { $kind ->
        [budget] бюджет
       *[indicator] жоспар
    }: { $unit ->
        [no] бірліксіз
       *[other] { $unit }
    }
    .help = { $kind ->
        [budget] соманы бюджеттің өлшем бірлігімен жазыңыз
       *[indicator] мәнді жоспардың өлшем бірлігімен жазыңыз немесе бірлікті programme.yaml файлында көрсетіңіз
    }

direction-missing = { $number }-көрсеткіштің қандай мәні жақсы екені айтылмаған
    .label = бағыты жоқ
    .help = direction: up (көп болғаны жақсы), down (аз болғаны жақсы) немесе hold (сақтау керек) жолын қосыңыз; онсыз мәндер бағаланбайды

target-worse = { $direction ->
        [hold] { $year } жылғы жоспар ({ $found }) { $since ->
                [baseline] бастапқы мәннен ({ $than })
               *[other] { $since } жылғы жоспардан ({ $than })
            } өзгеше, ал мән сақталуы керек
       *[other] { $year } жылғы жоспар ({ $found }) { $since ->
                [baseline] бастапқы мәннен ({ $than })
               *[other] { $since } жылғы жоспардан ({ $than })
            } нашар
    }
    .label = { $direction ->
        [up] көп болғаны жақсы
        [down] аз болғаны жақсы
       *[hold] сақтау керек
    }
    .help = жоспарды немесе көрсеткіштің бағытын түзетіңіз

row-repeats = { $kind ->
        [targets] { $number }-жолдың жоспары { $other }-жолдың жоспарымен бірдей
       *[budget] бюджеттің { $number }-жолы { $other }-жолды қайталайды
    }
    .label = алғашқысы: { $first }
    .help = { $kind ->
        [targets] жоспар көшіріліп кетпегенін тексеріңіз
       *[budget] екі жолдың бірін алып тастаңыз
    }

two-units = бір жолда екі өлшем бірлігі бар: { $one ->
        [bare] бірліксіз сан
       *[other] «{ $one }»
    } және «{ $other }»
    .label = { $other }
    .help = жолды түгел бір бірлікпен жазып, оны атаңыз: unit: …

unit-changes = өлшем бірлігі жолай өзгереді: «{ $was }» дегеннен кейін «{ $found }» тұр
    .label = алдыңғы мәннің бірлігімен емес
    .help = жолды түгел бір бірлікпен жазып, оны атаңыз: unit: …

count-in-percent = сан пайызбен жазылған: «{ $found }»
    .label = көрсеткіш – сан
    .help = пайыз белгісін алып тастаңыз

sum-differs = { $kind ->
        [row] бюджеттің { $number }-жолында барлығы { $total } делінген, ал жылдардың қосындысы – { $sum }
       *[budget] бюджетте барлығы { $total } делінген, ал жолдардың қосындысы – { $sum }
    }
    .label = { $thousand ->
        [yes] айырмасы дәл мың есе
       *[no] { $sum } ме?
    }
    .help = { $thousand ->
        [yes] жалпы соманы да, жылдарды да бір өлшем бірлігімен жазыңыз
       *[no] сомаларды немесе жалпы соманы түзетіңіз
    }

total-missing = бюджетте жалпы сома көрсетілмеген; жол саны – { $rows }, { $agree ->
        [yes] қосындысы – { $totals }
       *[no] жолдардың жалпы сомасы бойынша – { $totals }, ал жылдар бойынша – { $years }
    }
    .label = total кілті жоқ
    .help = { $mended ->
        [repeats] қайталанған жолдарсыз ({ $without }) екеуі де { $both } болады; осы жолдарды түзетіп, соманы total кілтіне жазыңыз
        [units] сома мен жылдар бір бірлікпен жазылса ({ $scaled }-жол), екеуі де { $both } болады; осы жолдарды түзетіп, соманы total кілтіне жазыңыз
        [both] қайталанған жолдар ({ $without }) алынып, сома мен жылдар бір бірлікпен жазылса ({ $scaled }-жол), екеуі де { $both } болады; осы жолдарды түзетіп, соманы total кілтіне жазыңыз
       *[no] соманы жазыңыз: total: …
    }

source-missing = санның қайдан алынғаны көрсетілмеген
    .label = дереккөз
    .help = сан алынған есепті немесе деректер базасын атаңыз

# Команданың сөзі.

no-such-year = бағдарламада { $year } жыл жоқ: ол { $first }–{ $last } жылдарға арналған

# Жылдық есеп.

programme-year = { $year } жылғы есеп
programme-no-year = Жоспарлы мәндер
programme-nothing = Нақты мәндер әзірге жоқ.
programme-summary = { $year } жылы { $due } жоспарлы мәннен орындалғаны – { $reached } ({ $share }), оның ішінде асыра орындалғаны – { $ahead }. Орындалмағаны – { $missed }, дерегі жоғы – { $nodata }, бағаланбағаны – { $notjudged }.
programme-all = Барлық өлшемшарт
programme-counts = Өлшемшарттар бойынша нәтиже
programme-criterion = Өлшемшарт
programme-count-due = Жоспар
programme-count-reached = Орындалғаны
programme-count-met = Орындалды
programme-count-ahead = Асыра орындалды
programme-count-missed = Орындалмады
programme-count-no-data = Дерек жоқ
programme-count-not-judged = Бағаланбады
programme-count-share = Үлесі
programme-number = №
programme-indicator = Көрсеткіш
programme-target = Жоспар
programme-actual = Нақты
programme-verdict = Нәтиже
programme-trend = Серпіні
programme-outlook = Болжам
programme-source = Дереккөз
programme-year-column = Жыл
programme-responsible = Жауапты
programme-by-year = Жылдар бойынша нәтиже: жоспар / нақты
programme-rows = Көрсеткіштер жылдар бойынша
programme-legend = Іші бос нүктелі үзік сызық – жоспар, боялған нүктелі тұтас сызық – нақты мән.
programme-rules = Қалай есептелді
programme-budget = Қаржыландыру
programme-money-for = Атауы
programme-stated = Бағдарлама бойынша барлығы
programme-sum = Жылдар қосындысы
programme-planned = Жоспар
programme-spent = Нақты
programme-planned-so-far = Басынан бері жоспар
programme-spent-so-far = Басынан бері нақты
programme-money-share = Игерілгені
programme-total = Жиыны
programme-sums-differ = Жолдардың жалпы сомасы бойынша { $totals }, ал жылдар бойынша { $years } шығады.
programme-unreported = Жұмсалғаны туралы есеп берілмеген жоспарлы сомалар саны – { $count }; олар жұмсалған сомаға кірмейді.
programme-baseline = Бастапқы мән ({ $year }): { $value }
programme-direction = { $direction ->
        [up] Көп болғаны жақсы
        [down] Аз болғаны жақсы
        [hold] Сақталуы керек
       *[none] Бағыты көрсетілмеген
    }
programme-no-target = жоспар жоқ
programme-no-data = дерек жоқ
programme-met = орындалды
programme-ahead-by = асыра орындалды ({ $by })
programme-missed-by = орындалмады ({ $by })
programme-not-judged-by = бағаланбады ({ $by })
programme-better = жақсаруда
programme-worse = нашарлауда
programme-same = өзгеріссіз
programme-rising = өсуде
programme-falling = төмендеуде
programme-reached = жетеді ({ $expected })
programme-not-reached = жетпейді ({ $expected })
programme-forecast = Жылына { $pace } қарқынмен { $year } жылы мән { $expected } болады: { $target } жоспарына { $reached ->
        [yes] жетеді
       *[no] жетпейді
    }.
programme-rule-verdict = Мән жоспарға тең болса, жоспар орындалды, одан жақсы болса, асыра орындалды; жақшада – нақты мән мен жоспардың айырмасы. Бағыты көрсетілмеген көрсеткіштің жоспардан өзге мәні бағаланбайды.
programme-rule-share = Үлес сол жылға жоспары бар барлық жолға шаққанда есептеледі; дерегі жоқ жол орындалған болып саналмайды.
programme-rule-pace = Қарқын – алғашқы белгілі мәннен (бастапқы мән көрсетілсе, содан) соңғысына дейінгі өзгерістің арадағы жыл санына бөліндісі; серпін оның мәнді жақсартып не нашарлатып келе жатқанын көрсетеді.
programme-rule-outlook = Болжам соңғы белгілі мәнді осы қарқынмен жоспары бар соңғы жылға дейін жалғастырады; сан 0-ден төмен түспейді, үлес 100%-дан аспайды.
