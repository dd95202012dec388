# Оценочные листы.

sheet-heading = Оценочный лист
sheet-contest = Конкурс:
sheet-stage = Этап:
sheet-juror = Член жюри:
sheet-participant = Участник
sheet-attempt = Попытка
sheet-total = Итого
sheet-note = Примечание
sheet-scale = Баллы:
sheet-range = { $lowest }–{ $highest }
sheet-range-by = { $lowest }–{ $highest }, шаг { $step }
sheet-places = места 1–{ $count }, каждое один раз
sheet-points = { $list } – каждый балл один раз, остальным 0
sheet-prompt = { $scale }. Если вы взяли самоотвод – «{ $recused }», если оценивать нечего – «-».
sheet-advice = Если вы взяли самоотвод, впишите «{ $recused }», если оценивать нечего – «-». Пустая ячейка не означает ноль.
sheet-refused-title = Такого балла нет
sheet-refused = В эту ячейку вписывают одно из следующего: { $scale }; «{ $recused }»; «-».
sheet-juror-signature = Подпись члена жюри
sheet-secretary-signature = Подпись секретаря
sheet-day = Дата

code-missing = у участника { $entry } нет шифра в файле blind.csv
    .label = члены жюри видят шифры, а не имена
    .help = добавьте строку в файл blind.csv, например { $entry };{ $code }

sheet-written = { $path }: { $entries ->
        [one] { $entries } участник
        [few] { $entries } участника
       *[other] { $entries } участников
    }
key-written = { $path }: ключ к шифрам, кому какой принадлежит; он остаётся у секретаря
entrants-unknown = { $stage }: пока неизвестно, кто участвует, поэтому листов нет
stage-without-marks = этап { $stage } складывается из других этапов, баллов в нём не ставят
