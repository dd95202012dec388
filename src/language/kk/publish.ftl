# Нәтижелер беті және жариялау.

results-label = Нәтижелер
held-label = Өткізілген күні
contents-label = Мазмұны
holders-label = Жүлделі орындар
find-label = Т.А.Ә. немесе ұйым бойынша іздеу
found-label = Табылды
unlisted = Тізімде көрсетілмегендер: { $count } (өтпеген немесе нәтижесі жоқ)
chart-drawing = Сызба
chart-points = Қатысушылардың ұпайлары
chart-bound = Үзік сызық – шекті ұпай: { $list }
chart-spread = Қазылар ұпайларының шашырауы
chart-dots = Әр нүкте – бір қазының ұпайы.
chart-by-size = Ұпайлар өсу ретімен берілген.
chart-jurors = Қазылардың ұпайлары
chart-profile = Жүлдегерлердің бағалары: критерийлер бойынша
chart-means = Қазылар қойған бағалардың арифметикалық ортасы.
column-criterion = Критерий
field-id = Нөмірі
field-position = Лауазымы
field-track = Бағыты
field-project = Жобасы
field-submitted = Өтінім күні
field-status = Мәртебесі
field-reason = Себебі

publication-site = Сайтқа қоюға болатын құжаттар
publication-site-note = site қалтасы: тек жариялауға рұқсат етілген мәліметтер, оны сайтқа тұтас көшіруге болады.
publication-print = Басып шығарылатын, қол қойылатын және сақталатын құжаттар
publication-print-note = print қалтасы: қазылардың аттары мен бағалары бар, сайтқа қойылмайды.
paper-results = Нәтижелер беті
paper-protocol = Қорытынды хаттама
paper-protocol-stage = Хаттама: { $stage }
paper-announcement = Хабарландыру
paper-rating = Рейтинг кестесі
paper-regulation = Байқау ережесі
paper-summary = Жиынтық парақ
paper-extract = Хаттамадан үзінді көшірмелер
participants-count = Қатысушылар: { $number }
paper-diploma = Дипломдар
paper-merit = Мақтау қағаздары
paper-certificate = Сертификаттар
paper-thanks = Алғыс хаттар
paper-register = Беру тізілімі

published = Жарияланды: { $path }. Не қайда екенін { $index } айтады
publish-not-final = Нәтиже түпкілікті емес, сондықтан ештеңе жазылмады: { $reasons }
publish-exists = { $path } бар; оны тұтас алмастыру үшін --force қосыңыз немесе басқа қалтаны көрсетіңіз
publish-touched = { $path } ішінде bayqau жазбаған немесе кейін өзгертілген файлдар бар: { $list }{ $more ->
        [0] .
       *[other] {" "}және тағы { $more }.
    } Оларды басқа жерге көшіріңіз немесе басқа қалтаны көрсетіңіз
