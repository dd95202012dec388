# Жаңа байқаудың кестелері: бағандардың атаулары.

header-id = Id
header-name = Т.А.Ә.
header-organisation = Білім беру ұйымы
header-position = Лауазымы
header-submitted = Өтінім күні
header-status = Мәртебесі
header-reason = Себебі
header-workplace = Жұмыс орны
header-role = Рөлі
header-juror = Қазы
header-participant = Қатысушы
header-date = Күні
header-decision = Шешім
header-about = Не туралы
header-entries = Қатысушылар
header-was = Болды
header-now = Болады
header-votes = Дауыстар
header-by = Кім шешті
header-grounds = Негіздеме
header-stage = Кезең
header-number = Нөмірі
header-place = Өткен жері
header-present = Қатысқандар
header-absent = Қатыспағандар
header-invited = Шақырылғандар
header-agenda = Күн тәртібі

list-refused-title = Мұндай сөз жоқ
list-refused = Мыналардың бірін таңдаңыз: { $list }

# A ranking to which the rules give no title.
ranking-title = Байқау қорытындысы
