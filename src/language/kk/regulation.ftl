# Қағидалардан шығатын байқау ережесі.

regulation = Байқау ережесі
regulation-approved = Бекітемін
regulation-day = 20___ жылғы «___» ______________
regulation-chapter = { $number }-тарау. { $name }
regulation-general = Жалпы ережелер
regulation-calendar = Байқау мерзімдері
regulation-participants = Қатысушылар
regulation-jury = Қазылар алқасы
regulation-awards = Марапаттау
regulation-nominations = Номинациялар
regulation-last = Қорытынды ережелер
regulation-subject = Осы ереже байқауды өткізу және оның қорытындысын шығару тәртібін айқындайды: { $contest }.
regulation-organiser = Байқауды ұйымдастырушы – { $name }.
regulation-basis = Байқауды өткізу негіздемесі:
regulation-announced = Байқау { $date } күні жарияланады.
regulation-applications = Өтінім қабылданатын соңғы күн – { $date } (осы күн қоса алғанда). Кеш түскен өтінім қаралмайды.
regulation-held = Байқау { $date } күні өтеді.
regulation-results = Байқау нәтижелері { $date } күнінен кешіктірілмей жарияланады.
column-named = { $column ->
        [organisation] білім беру ұйымы
        [track] бағыт
        [position] лауазым
        [project] жоба
        [submitted] өтінім күні
       *[other] «{ $column }»
    }
regulation-one-per = { $id ->
        [organisation] Әр білім беру ұйымынан бір ғана өтінім қабылданады.
       *[other] Әр { $column } үшін бір ғана өтінім қабылданады.
    }
regulation-blind = Қазылар жұмыстарды шифр бойынша бағалайды, бағалау парақтарында қатысушының аты-жөні көрсетілмейді.
regulation-outside = Байқаудан тыс жұмыс жалпы тәртіппен бағаланады. Оған орын берілмейді, ол басқалардың орнына және өткендер мен марапатталғандардың санына әсер етпейді.
regulation-quorum = Қазылар алқасының отырысы оның құрамының кемінде { $part } бөлігі қатысса, заңды болып табылады.
regulation-secretary = Хатшы бағалауға және дауыс беруге қатыспайды.
regulation-votes = Дауыстар тең болса, төрағаның дауысы шешуші болып табылады.
regulation-recusal = Мүдделер қақтығысы болса, қазы жұмысты бағалаудан бас тартады. Бас тарту нөл ұпай болып есептелмейді.
regulation-form = Өткізу түрі: { $form }.
regulation-of = Қорытынды мына кезеңдердің нәтижесі бойынша шығарылады:
regulation-enters = { $who ->
        [passed] Кезеңге алдыңғы кезеңдерден өткен жұмыстар қатысады.
       *[all] Кезеңге байқауға қабылданған барлық жұмыс қатысады.
    }
regulation-criteria = Жұмыстар мынадай критерийлер бойынша бағаланады:
regulation-attempts = Әр қатысушының әрекет саны – ең көбі { $count }.
regulation-numbers = Мыналар өлшенеді:
regulation-number = «{ $number }» ({ $per ->
        [entry] әр жұмыс үшін
        [attempt] әр әрекет үшін
       *[panel] қазылардың әр тобы үшін
    })
regulation-absent = Қатыспаған қазының бағасы есепке кірмейді.
regulation-adjustments = Айыппұл және үстеме ұпайлардың ең азы – { $lowest }, ең көбі – { $highest }.
regulation-score = Ұпай мынадай ретпен есептеледі:
regulation-maximum = Ең жоғары ұпай – { $maximum }.
regulation-takes-order = Орындар «{ $stage }» бойынша шыққан ретпен айқындалады.
regulation-follow = Алдыңғы кезеңдерден өтпеген жұмыстар қалғандарынан кейінгі орындарды алады.
regulation-order = { $better ->
        [high] Ұпайы жоғары жұмыс жоғары орынға ие болады.
       *[low] Нәтижесі аз жұмыс жоғары орынға ие болады.
    }
regulation-equal-within = Айырмасы { $distance } мәнінен аспайтын көршілес нәтижелер тең деп саналады.
regulation-within = Орындар әр { $column } ішінде бөлек беріледі.
regulation-equal = { $end ->
        [share] Ұпайы тең жұмыстар орынды бөліседі.
       *[decide] Ұпайы тең жұмыстардың ретін қазылар алқасы шешеді.
    }
regulation-ties = Ұпайы тең жұмыстардың реті мына көрсеткіштер бойынша кезекпен айқындалады:
regulation-still-equal = { $end ->
        [share] Көрсеткіштердің бәрі тең болса, жұмыстар орынды бөліседі.
       *[decide] Көрсеткіштердің бәрі тең болса, ретін қазылар алқасы шешеді.
    } Тең жұмыстардың біреуінде көрсеткіш болмаса, ол көрсеткіш ескерілмейді.
regulation-numbering = { $how ->
        [standard] Бөлісілген орыннан кейінгі орындар берілмейді (1, 2, 2, 4).
        [dense] Бөлісілген орыннан кейінгі орын қалдырылмайды (1, 2, 2, 3).
       *[averaged] Орын бөліскендердің әрқайсысы сол орындардың орташасын алады (1; 2,5; 2,5; 4).
    }
regulation-pass-all = Ұпай алған барлық жұмыс келесі кезеңге өтеді.
regulation-pass-decide = { $where ->
        [stage] Келесі кезеңге кімнің өтетінін қазылар алқасы шешеді.
       *[last] Кімнің марапатқа үміткер болатынын қазылар алқасы шешеді.
    }
regulation-pass = { $where ->
        [stage] Келесі кезеңге өту шарты:
       *[last] Марапатқа үміткер болу шарты:
    }
regulation-pass-ways = { $where ->
        [stage] Келесі кезеңге өту үшін мына шарттардың бірі орындалуы тиіс:
       *[last] Марапатқа үміткер болу үшін мына шарттардың бірі орындалуы тиіс:
    }
regulation-top = үздіктер саны – ең көбі { $count }
regulation-top-part = { $of ->
        [here] осы кезеңге қатысқандардың
       *[other] «{ $of }» кезеңіне қатысқандардың
    } ішінен үздіктер үлесі – { $part }% ({ $round ->
        [up] саны жоғары қарай дөңгелектенеді
       *[down] саны төмен қарай дөңгелектенеді
    })
regulation-top-within = әр { $column } ішінде
regulation-award-order = Марапаттар қорытынды рет бойынша, әлі марапат алмаған жұмыстарға кезекпен беріледі:
regulation-award-next = { $award } – кезектегі жұмыстарға, иегерлер саны: { $count }
regulation-award-place = { $award } – { $from }-орын алған жұмысқа
regulation-award-places = { $award } – { $from }–{ $to }-орын алған жұмыстарға
regulation-award-share = { $award } – кезектегі жұмыстарға, үлесі: { $part }% (саны төмен қарай дөңгелектенеді)
regulation-award-everybody = { $award } – қалған барлық жұмысқа
regulation-award-withheld = Ұпай шартына ешкім сай келмесе, марапат берілмейді.
regulation-award-tied = { $tied ->
        [in] шектегі теңдердің бәріне беріледі
        [out] шектегі теңдерге берілмейді
       *[decide] шектегі теңдер туралы қазылар алқасы шешеді
    }
regulation-nomination-list = Мынадай номинациялар белгіленеді:
regulation-nomination-score = «{ $nomination }» – «{ $stage }» бойынша ең үздік нәтиже үшін
regulation-nomination-criteria = «{ $nomination }» – «{ $stage }» бойынша ең үздік нәтиже үшін, тек мына критерийлер есептеледі: { $criteria }
regulation-nomination-ballot = «{ $nomination }» – қазылар алқасы мүшелерінің дауыс беруі бойынша
regulation-nomination-majority = «{ $nomination }» – қазылар алқасы мүшелерінің дауыс беруі бойынша, қажетті дауыс үлесі – { $part }% мәнінен көп
regulation-nomination-decision = «{ $nomination }» – қазылар алқасының шешімі бойынша
regulation-each = әр { $column } ішінде бөлек
regulation-except-awards = марапат иегерлеріне берілмейді
regulation-except-nominations = жоғарыдағы номинациялардың иегерлеріне берілмейді
regulation-exact = Есептеу дәл жүргізіледі: осы ережеде көрсетілген жағдайлардан басқа кезде аралық нәтижелер дөңгелектенбейді.
regulation-chosen = Мына мәселелерді қазылар алқасы өзі айқындады:
regulation-marks-range = { $lowest }–{ $highest } ұпай
regulation-marks-range-by = { $lowest }–{ $highest } ұпай, қадамы { $step }
regulation-marks-places = 1-ден басталатын орындар, әрқайсысы бір рет
regulation-marks-points = { $list } ұпай, әрқайсысы бір рет, қалғандарына 0
regulation-marks-lower = азы жақсы
regulation-values-jurors = қазылардың ұпайлары
    .from = қазылар қойған ұпайлардың
regulation-values-criteria = критерийлер бойынша ұпайлар
    .from = критерийлер бойынша ұпайлардың
regulation-values-attempts = әрекеттердің ұпайлары
    .from = әрекеттер ұпайларының
regulation-values-stages = кезеңдердің ұпайлары
    .from = кезеңдер ұпайларының
regulation-values-panels = қазылар топтарының ұпайлары
    .from = қазылар топтары ұпайларының
regulation-sum = { $values } қосылады
regulation-mean = { $from } орташа арифметикалық мәні алынады
regulation-median = { $from } медианасы алынады
regulation-best = { $from } ең үздігі алынады
regulation-worst = { $from } ең нашары алынады
regulation-skating = { $axis ->
        [jurors] қазылар берген орындардан Скейтинг жүйесінің 5–8-қағидалары бойынша ортақ орын шығарылады
       *[other] критерийлер бойынша орындардан Скейтинг жүйесінің 9–11-қағидалары бойынша ортақ орын шығарылады
    }
regulation-one-by-one = { $from } жұптарын салыстыру арқылы орын шығарылады (тең жұп жартыға есептеледі)
regulation-round = нәтиже { $to } дәлдікпен дөңгелектенеді{ $half ->
        [up] {""}
        [even] , дәл жартысы жұп санға қарай
       *[down] , дәл жартысы төмен қарай
    }
regulation-times = нәтиже { $factor } санына көбейтіледі
regulation-times-each = ұпайлар коэффициенттерге көбейтіледі: { $list }
regulation-times-number = нәтиже өлшенген санға көбейтіледі: «{ $number }»
regulation-plus = нәтижеге { $what } қосылады
regulation-plus-number = нәтижеге өлшенген сан қосылады: «{ $number }»
regulation-plus-adjustments = нәтижеге айыппұл және үстеме ұпайлар қосылады
regulation-minus = нәтижеден { $what } алынады
regulation-minus-number = нәтижеден өлшенген сан алынады: «{ $number }»
regulation-minus-adjustments = нәтижеден түзету ұпайлары алынады
regulation-floor = { $floor } мәнінен төмен нәтиже { $floor } деп саналады
words-quoted = «{ $text }»
regulation-points = орындар ұпайға айналады: { $list }, қалған орындарға 0, теңдер ұпайдың орташасын алады
regulation-parted = теңдерді мына көрсеткіштер бөледі: { $list }
