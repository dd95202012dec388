# Жиналыс хаттамасы: тексеру хабарлары және құжаттың сөздері.

folder-kind = { $found ->
        [none] бұл қалтада contest.yaml да, meeting.yaml да, programme.yaml да жоқ
        [several] қалта бірден бірнеше түрге жатады: { $files }
        [contest] бұл – байқаудың қалтасы: { $files }
        [meeting] бұл – жиналыстың қалтасы: { $files }
       *[programme] бұл – бағдарламаның қалтасы: { $files }
    }
    .help = { $found ->
        [none] қажетті қалтаны көрсетіңіз немесе жаңасын bayqau new командасымен жасаңыз
        [several] әрқайсысын өз қалтасына салыңыз
        [contest] нәтижені bayqau tally есептейді, хаттаманы bayqau protocol шығарады
        [meeting] қалтаны bayqau check тексереді, хаттаманы bayqau protocol шығарады
       *[programme] қалтаны bayqau check тексереді, есепті bayqau monitor шығарады
    }

only-contests = { $option } параметрі тек байқауларға арналған

officer-not-present = { $role ->
        [chair] төраға «{ $name }»
       *[secretary] хатшы «{ $name }»
    } { $listed ->
        [yes] жиналысқа қатыспаған
       *[no] қатысқандардың тізімінде жоқ
    }
    .label = { $nearest ->
        [no] хаттамаға қол қояды
       *[other] мүмкін, { $nearest } шығар?
    }
    .help = жиналысқа қатысқан адамды көрсетіңіз немесе present.csv файлын түзетіңіз

more-than-members = құрамда { $members } адам, ал тізімде одан көп: қатысқаны – { $present }, қатыспағаны – { $absent }
    .label = { $members }
    .help = санды түзетіңіз; қонақтар «шақырылды» деп жазылады

not-on-agenda = { $number ->
        [0] шешім күн тәртібіндегі ешбір мәселеге жатпайды
       *[other] { $number }-мәселе күн тәртібінде жоқ: атауы жазылмаған
    }
    .label = { $number ->
        [0] қай мәселе бойынша?
       *[other] { $number }-мәселенің ешбір жолында атауы жоқ
    }
    .help = { $number ->
        [0] мәселенің нөмірін жазыңыз
       *[other] title бағанына мәселенің атауын жазыңыз немесе жолдың нөмірін түзетіңіз
    }

heard-and-spoke = бір жолда баяндама да, сөйлеген сөз де жазылған
    .label = кімнің сөзі?
    .help = сөйлеген сөзді жеке жолға жазыңыз: мәселенің нөмірі сол, сөз сөйлеуші – өзі

not-a-count = «{ $found }» – { $least ->
        [0] дауыс саны
       *[other] мәселе нөмірі
    } ретінде оқылмайды
    .label = { $least }, { $least ->
        [0] 1
       *[other] 2
    }, …
    .help = бүтін санды цифрмен жазыңыз

votes-exceed-present = дауыс саны – { $votes }, ал дауыс құқығымен қатысқаны – { $present } адам
    .label = барлығы { $votes }
    .help = дауыстарды қатысқандардың тізімімен салыстырыңыз

deadline-before-meeting = орындау мерзімі ({ $deadline }) жиналыс күнінен ({ $date }) бұрын
    .label = { $date } күнінен бұрын
    .help = мерзімді немесе meeting.yaml файлындағы күнді түзетіңіз

quorum-not-stated = жиналысқа қандай кворум керек екені хаттамада көрсетілмеген
    .label = quorum кілті жоқ
    .help = quorum: 2/3 сияқты жол және құрамда неше адам екенін көрсететін members: … жолын қосыңыз

votes-fewer-than-present = дауыс саны – { $votes }, ал дауыс құқығымен қатысқаны – { $present } адам
    .label = барлығы { $votes }
    .help = дауыс бермегендерді қалыс қалғандарға қосыңыз немесе кетіп қалғандарды «қатыспады» деп белгілеңіз

not-carried = дауыстар шешімді қолдамаған: қолдаған – { $yes }, қарсы – { $no }
    .label = қолдаған – { $yes }, қарсы – { $no }
    .help = дауыстарды түзетіңіз немесе оның орнына не шешілгенін жазыңыз

decision-without-owner = шешімді кім орындайтыны көрсетілмеген
    .label = жауапты
    .help = аты-жөнін немесе лауазымын жазыңыз; орындайтын ештеңе болмаса, «-» деп жазыңыз

decision-without-deadline = шешімнің орындалу мерзімі көрсетілмеген
    .label = мерзімі
    .help = күнді немесе «тұрақты» деп жазыңыз; орындайтын ештеңе болмаса, «-» деп жазыңыз

item-without-decision = { $number }-мәселе бойынша шешім жоқ
    .label = тыңдалған, бірақ шешілмеген
    .help = қандай шешім қабылданғанын жазыңыз, тым болмаса назарға алынғанын

speaker-not-present = «{ $name }» сөйлеген, бірақ қатысқандардың арасында жоқ
    .label = { $nearest ->
        [no] қатысқандардың арасында жоқ
       *[other] мүмкін, { $nearest } шығар?
    }
    .help = present.csv файлына қосыңыз; қонақ «шақырылды» деп жазылады

# Құжат.

minutes-heard = Тыңдалды
minutes-spoke = Сөйледі
minutes-resolved = Шешім
minutes-responsible = Жауапты
minutes-deadline = Мерзімі
minutes-vote = Дауыс беру
minutes-ongoing = тұрақты
minutes-people = { $count } адам
minutes-list-attached = тізім қоса беріледі
minutes-annex = Қосымша: қатысқандардың тізімі
minutes-attendance = { $members } мүшенің { $present } қатысты
minutes-quorum = құрамдағы { $members } адамнан қатысқаны – { $present }, қажеттісі – { $needed }: кворум { $met ->
        [yes] бар
       *[no] жоқ
    }
minutes-yes = қолдаған – { $yes }, қарсы – { $no }, қалыс қалған – { $abstained }
minutes-unanimous = бірауыздан (қолдаған – { $yes })
