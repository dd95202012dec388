# Страница результатов и публикация.

results-label = Результаты
held-label = Дата проведения
contents-label = Содержание
holders-label = Призовые места
find-label = Поиск по Ф.И.О. или организации
found-label = Найдено
unlisted = Не указаны в списке: { $count } (не прошли или не имеют результата)
chart-drawing = Диаграмма
chart-points = Баллы участников
chart-bound = Пунктир – проходной балл: { $list }
chart-spread = Разброс баллов членов жюри
chart-dots = Каждая точка – балл одного члена жюри.
chart-by-size = Баллы приведены по возрастанию.
chart-jurors = Баллы членов жюри
chart-profile = Оценки призёров по критериям
chart-means = Среднее арифметическое оценок, поставленных членами жюри.
column-criterion = Критерий
field-id = Номер
field-position = Должность
field-track = Направление
field-project = Проект
field-submitted = Дата заявки
field-status = Статус
field-reason = Причина

publication-site = Документы, которые можно разместить на сайте
publication-site-note = Папка site: только сведения, которые разрешено публиковать; её можно перенести на сайт целиком.
publication-print = Документы для печати, подписи и хранения
publication-print-note = Папка print: в ней имена и оценки членов жюри, на сайт она не выкладывается.
paper-results = Страница результатов
paper-protocol = Итоговый протокол
paper-protocol-stage = Протокол: { $stage }
paper-announcement = Объявление о результатах
paper-rating = Рейтинговая таблица
paper-regulation = Положение о конкурсе
paper-summary = Сводная ведомость
paper-extract = Выписки из протокола
participants-count = Участники: { $number }
paper-diploma = Дипломы
paper-merit = Грамоты
paper-certificate = Сертификаты
paper-thanks = Благодарственные письма
paper-register = Реестр выдачи

published = Опубликовано: { $path }. Что где находится, показывает { $index }
publish-not-final = Результат не окончательный, поэтому ничего не записано: { $reasons }
publish-exists = { $path } уже есть; чтобы заменить папку целиком, добавьте --force или укажите другую
publish-touched = в { $path } есть файлы, которых bayqau не записывал или которые потом изменены: { $list }{ $more ->
        [0] .
       *[other] {" "}и ещё { $more }.
    } Перенесите их в другое место или укажите другую папку
