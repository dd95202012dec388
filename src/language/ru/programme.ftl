# Программа развития: что в ней не так, и слова её отчёта.

not-a-value = «{ $found }» не читается как значение
    .label = число, при необходимости с единицей; «-», если значения нет
    .help = напишите одно число, например 54, 90,6, 50% или 45 (26%); в programme.yaml число с запятой берётся в кавычки

year-outside = в программе нет года { $found }
    .label = программа рассчитана на { $first }–{ $last }
    .help = исправьте год или годы программы в programme.yaml

unknown-number = { $kind ->
        [indicator] нет показателя под номером { $found }
       *[budget] нет строки бюджета под номером { $found }
    }
    .label = { $nearest ->
        [no] нет в programme.yaml
       *[other] возможно, { $nearest }?
    }
    .help = напишите номер так, как он стоит в programme.yaml; если столбец не текстовый, таблица превращает 4.10 в 4.1, а 1.5 – в дату

other-unit = значение указано в единице «{ $found }», а { $kind ->
        [budget] бюджет
       *[indicator] план
    } – { $unit ->
        [no] без единицы
       *[other] в единице «{ $unit }»
    }
    .label = { $kind ->
        [budget] бюджет
       *[indicator] план
    }: { $unit ->
        [no] без единицы
       *[other] { $unit }
    }
    .help = { $kind ->
        [budget] запишите сумму в единице бюджета
       *[indicator] запишите значение в единице плана или укажите единицу в programme.yaml
    }

direction-missing = не указано, какие значения показателя { $number } лучше
    .label = нет направления
    .help = добавьте строку direction: up (больше – лучше), down (меньше – лучше) или hold (сохранить); без неё значения не оцениваются

target-worse = { $direction ->
        [hold] план { $found } на { $year } год отличается { $since ->
                [baseline] от исходного значения { $than }
               *[other] от плана { $than } на { $since } год
            }, хотя значение нужно сохранить
       *[other] план { $found } на { $year } год хуже { $since ->
                [baseline] исходного значения { $than }
               *[other] плана { $than } на { $since } год
            }
    }
    .label = { $direction ->
        [up] чем больше, тем лучше
        [down] чем меньше, тем лучше
       *[hold] сохранить
    }
    .help = исправьте план или направление показателя

row-repeats = { $kind ->
        [targets] в строке { $number } тот же план, что и в строке { $other }
       *[budget] строка бюджета { $number } повторяет строку { $other }
    }
    .label = первый раз: { $first }
    .help = { $kind ->
        [targets] проверьте, не скопирован ли план
       *[budget] удалите одну из двух строк
    }

two-units = две единицы в одной строке: { $one ->
        [bare] число без единицы
       *[other] «{ $one }»
    } и «{ $other }»
    .label = { $other }
    .help = запишите всю строку в одной единице и назовите её: unit: …

unit-changes = единица меняется на ходу: после «{ $was }» стоит «{ $found }»
    .label = не в той единице, что предыдущее значение
    .help = запишите всю строку в одной единице и назовите её: unit: …

count-in-percent = количество записано в процентах: «{ $found }»
    .label = показатель – количество
    .help = уберите знак процента

sum-differs = { $kind ->
        [row] в строке бюджета { $number } всего { $total }, а по годам выходит { $sum }
       *[budget] в бюджете всего { $total }, а по строкам выходит { $sum }
    }
    .label = { $thousand ->
        [yes] разница ровно в тысячу раз
       *[no] { $sum }?
    }
    .help = { $thousand ->
        [yes] запишите итог и годы в одной единице
       *[no] исправьте суммы или итог
    }

total-missing = в бюджете нет общего итога; строк – { $rows }, { $agree ->
        [yes] их сумма – { $totals }
       *[no] по итогам строк выходит { $totals }, а по годам – { $years }
    }
    .label = нет ключа total
    .help = { $mended ->
        [repeats] без повторов (строки { $without }) обе суммы дают { $both }; исправьте эти строки и впишите сумму в total
        [units] с итогом и годами в одной единице (строка { $scaled }) обе суммы дают { $both }; исправьте эти строки и впишите сумму в total
        [both] без повторов (строки { $without }) и с итогом и годами в одной единице (строка { $scaled }) обе суммы дают { $both }; исправьте эти строки и впишите сумму в total
       *[no] впишите сумму: total: …
    }

source-missing = не указано, откуда взято число
    .label = источник
    .help = назовите отчёт или базу данных, откуда взято число

# Что говорит команда.

no-such-year = в программе нет { $year } года: она рассчитана на { $first }–{ $last } годы

# Годовой отчёт.

programme-year = Отчёт за { $year } год
programme-no-year = Плановые значения
programme-nothing = Фактических значений пока нет.
programme-summary = В { $year } году достигнуто плановых значений: { $reached } из { $due } ({ $share }), в том числе с превышением – { $ahead }. Не достигнуто: { $missed }; нет данных: { $nodata }; не оценено: { $notjudged }.
programme-all = Все критерии
programme-counts = Итоги по критериям
programme-criterion = Критерий
programme-count-due = План
programme-count-reached = Достигнуто
programme-count-met = Выполнено
programme-count-ahead = Перевыполнено
programme-count-missed = Не выполнено
programme-count-no-data = Нет данных
programme-count-not-judged = Не оценено
programme-count-share = Доля
programme-number = №
programme-indicator = Показатель
programme-target = План
programme-actual = Факт
programme-verdict = Результат
programme-trend = Динамика
programme-outlook = Прогноз
programme-source = Источник
programme-year-column = Год
programme-responsible = Ответственный
programme-by-year = Результаты по годам: план / факт
programme-rows = Показатели по годам
programme-legend = Пунктир с полыми точками – план, сплошная линия с закрашенными точками – факт.
programme-rules = Как посчитано
programme-budget = Финансирование
programme-money-for = Наименование
programme-stated = Всего по программе
programme-sum = Сумма по годам
programme-planned = План
programme-spent = Факт
programme-planned-so-far = План с начала
programme-spent-so-far = Факт с начала
programme-money-share = Освоено
programme-total = Итого
programme-sums-differ = По итогам строк выходит { $totals }, а по годам – { $years }.
programme-unreported = Плановых сумм без отчёта о расходах: { $count }; в израсходованное они не входят.
programme-baseline = Исходное значение ({ $year }): { $value }
programme-direction = { $direction ->
        [up] Чем больше, тем лучше
        [down] Чем меньше, тем лучше
        [hold] Значение сохраняется
       *[none] Направление не указано
    }
programme-no-target = нет плана
programme-no-data = нет данных
programme-met = выполнено
programme-ahead-by = перевыполнено ({ $by })
programme-missed-by = не выполнено ({ $by })
programme-not-judged-by = не оценено ({ $by })
programme-better = улучшение
programme-worse = ухудшение
programme-same = без изменений
programme-rising = рост
programme-falling = снижение
programme-reached = достигается ({ $expected })
programme-not-reached = не достигается ({ $expected })
programme-forecast = При изменении на { $pace } в год значение в { $year } году составит { $expected }; план { $target } { $reached ->
        [yes] достигается
       *[no] не достигается
    }.
programme-rule-verdict = План выполнен, если значение равно ему, и перевыполнен, если оно лучше; в скобках – разность факта и плана. Если направление показателя не указано, значение, отличное от плана, не оценивается.
programme-rule-share = Доля считается от всех строк, у которых на этот год есть план; строка без данных не считается выполненной.
programme-rule-pace = Темп – изменение от первого известного значения (исходного, если оно указано) до последнего, делённое на число лет между ними; динамика показывает, ведёт ли он к лучшим значениям.
programme-rule-outlook = Прогноз продолжает последнее известное значение этим темпом до последнего года, на который есть план; количество не опускается ниже 0, доля не поднимается выше 100 %.
