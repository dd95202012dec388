# Чем различаются два результата.

diff-label = Что изменилось
diff-sides = { $was } → { $now }
diff-same = Результаты одинаковы.
diff-not-final = { $side }: результат не окончательный: { $list }
diff-needs-folder = { $path } – не папка; по другим правилам можно пересчитать только папку
diff-amendment = по решению жюри в строке { $about } вместо { $was } стоит { $now }; в { $path } там { $stands }, подсчёт идёт по этому файлу
diff-amendment-no-line = по решению жюри в строке { $about } вместо { $was } стоит { $now }; в { $path } такой строки нет, подсчёт идёт по этому файлу
diff-rules = Строки правил
diff-marks = Оценки
diff-inputs = Другие изменившиеся файлы: { $list }
diff-column-cause = Причина
cause-rules = правила
cause-marks = оценки
cause-numbers = измеренные числа
cause-adjustments = поправки
cause-people = состав участников или жюри
cause-decisions = решения или голоса
cause-together = только вместе: { $list }
cause-unknown = что-то из этого: { $list }
