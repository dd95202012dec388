# Положение о конкурсе, которое следует из правил.

regulation = Положение о конкурсе
regulation-approved = Утверждаю
regulation-day = «___» ______________ 20___ г.
regulation-chapter = Глава { $number }. { $name }
regulation-general = Общие положения
regulation-calendar = Сроки конкурса
regulation-participants = Участники
regulation-jury = Жюри
regulation-awards = Награждение
regulation-nominations = Номинации
regulation-last = Заключительные положения
regulation-subject = Настоящее положение определяет порядок проведения конкурса и подведения его итогов: { $contest }.
regulation-organiser = Организатор конкурса – { $name }.
regulation-basis = Основание проведения конкурса:
regulation-announced = Конкурс объявляется { $date }
regulation-applications = Заявки, поступившие позже последнего дня приёма, не рассматриваются. Последний день приёма заявок (включительно) – { $date }
regulation-held = Конкурс проводится { $date }
regulation-results = Результаты конкурса публикуются не позднее { $date }
column-named = { $column ->
        [organisation] организация образования
        [track] направление
        [position] должность
        [project] проект
        [submitted] дата заявки
       *[other] «{ $column }»
    }
regulation-one-per = { $id ->
        [organisation] От каждой организации образования принимается одна заявка.
       *[other] Принимается одна заявка на каждое значение признака: { $column }.
    }
regulation-blind = Члены жюри оценивают работы под шифрами, имена участников в оценочных листах не указываются.
regulation-outside = Работа, представленная вне конкурса, оценивается на общих основаниях. Места она не занимает и не влияет ни на места остальных, ни на число прошедших и награждённых.
regulation-quorum = Заседание жюри правомочно, если присутствует не менее { $part } его состава.
regulation-secretary = Секретарь в оценивании и голосовании не участвует.
regulation-votes = При равенстве голосов решающим является голос председателя.
regulation-recusal = При конфликте интересов член жюри берёт самоотвод и работу не оценивает. Самоотвод не считается нулевой оценкой.
regulation-form = Форма проведения: { $form }.
regulation-of = Итог подводится по результатам этапов:
regulation-enters = { $who ->
        [passed] В этапе участвуют работы, прошедшие предыдущие этапы.
       *[all] В этапе участвуют все работы, принятые на конкурс.
    }
regulation-criteria = Работы оцениваются по следующим критериям:
regulation-attempts = Число попыток каждого участника – не более { $count }.
regulation-numbers = Измеряются:
regulation-number = «{ $number }» ({ $per ->
        [entry] для каждой работы
        [attempt] для каждой попытки
       *[panel] для каждой группы жюри
    })
regulation-absent = Оценка отсутствующего члена жюри в расчёт не входит.
regulation-adjustments = Штрафные и дополнительные баллы: наименьшее значение – { $lowest }, наибольшее – { $highest }.
regulation-score = Балл рассчитывается в следующем порядке:
regulation-maximum = Наибольший возможный балл – { $maximum }.
regulation-takes-order = Места определяются порядком, сложившимся по результатам: «{ $stage }».
regulation-follow = Работы, не прошедшие предыдущие этапы, занимают места после остальных.
regulation-order = { $better ->
        [high] Более высокое место занимает работа с более высоким баллом.
       *[low] Более высокое место занимает работа с меньшим результатом.
    }
regulation-equal-within = Соседние результаты, различающиеся не более чем на { $distance }, считаются равными.
regulation-within = Места распределяются отдельно по признаку: { $column }.
regulation-equal = { $end ->
        [share] Работы с равными баллами делят место.
       *[decide] Порядок работ с равными баллами определяет жюри.
    }
regulation-ties = Порядок работ с равными баллами определяется последовательно по показателям:
regulation-still-equal = { $end ->
        [share] При равенстве всех показателей работы делят место.
       *[decide] При равенстве всех показателей порядок определяет жюри.
    } Показатель, которого нет хотя бы у одной из равных работ, не учитывается.
regulation-numbering = { $how ->
        [standard] Места, следующие за разделённым, пропускаются (1, 2, 2, 4).
        [dense] Место, следующее за разделённым, не пропускается (1, 2, 2, 3).
       *[averaged] Разделившие места получают их среднее (1; 2,5; 2,5; 4).
    }
regulation-pass-all = В следующий этап проходят все работы, получившие балл.
regulation-pass-decide = { $where ->
        [stage] Кто проходит в следующий этап, решает жюри.
       *[last] Кто может быть награждён, решает жюри.
    }
regulation-pass = { $where ->
        [stage] Условие прохождения в следующий этап:
       *[last] Условие награждения:
    }
regulation-pass-ways = { $where ->
        [stage] Для прохождения в следующий этап должно выполняться одно из условий:
       *[last] Для награждения должно выполняться одно из условий:
    }
regulation-top = число лучших – не более { $count }
regulation-top-part = доля лучших { $of ->
        [here] от участвующих в этапе
       *[other] от участвующих в этапе «{ $of }»
    } – { $part } % (число округляется { $round ->
        [up] вверх
       *[down] вниз
    })
regulation-top-within = отдельно по признаку: { $column }
regulation-award-order = Награды присуждаются в итоговом порядке работам, которые ещё не награждены:
regulation-award-next = { $award } – следующим по порядку, число обладателей: { $count }
regulation-award-place = { $award } – за место { $from }
regulation-award-places = { $award } – за места { $from }–{ $to }
regulation-award-share = { $award } – следующим по порядку, доля: { $part } % (число округляется вниз)
regulation-award-everybody = { $award } – всем остальным
regulation-award-withheld = Если условию по баллам не отвечает никто, награда не присуждается.
regulation-award-tied = { $tied ->
        [in] равным на границе присуждается всем
        [out] равным на границе не присуждается
       *[decide] о равных на границе решает жюри
    }
regulation-nomination-list = Устанавливаются следующие номинации:
regulation-nomination-score = «{ $nomination }» – за лучший результат: «{ $stage }»
regulation-nomination-criteria = «{ $nomination }» – за лучший результат: «{ $stage }», по критериям: { $criteria }
regulation-nomination-ballot = «{ $nomination }» – голосованием членов жюри
regulation-nomination-majority = «{ $nomination }» – голосованием членов жюри, требуется более { $part } % голосов
regulation-nomination-decision = «{ $nomination }» – решением жюри
regulation-each = отдельно по признаку: { $column }
regulation-except-awards = обладателям наград не присуждается
regulation-except-nominations = обладателям предыдущих номинаций не присуждается
regulation-exact = Расчёт ведётся точно: промежуточные результаты не округляются, кроме случаев, указанных в настоящем положении.
regulation-chosen = Следующее установлено решением жюри:
regulation-marks-range = { $lowest }–{ $highest }
regulation-marks-range-by = { $lowest }–{ $highest }, шаг { $step }
regulation-marks-places = места начиная с 1, каждое один раз
regulation-marks-points = { $list }, каждое один раз, остальным 0
regulation-marks-lower = меньше – лучше
regulation-values-jurors = баллы членов жюри
    .from = баллов членов жюри
regulation-values-criteria = баллы по критериям
    .from = баллов по критериям
regulation-values-attempts = баллы за попытки
    .from = баллов за попытки
regulation-values-stages = баллы этапов
    .from = баллов этапов
regulation-values-panels = баллы групп жюри
    .from = баллов групп жюри
regulation-sum = { $values } складываются
regulation-mean = берётся среднее арифметическое { $from }
regulation-median = берётся медиана { $from }
regulation-best = берётся лучший из { $from }
regulation-worst = берётся худший из { $from }
regulation-skating = { $axis ->
        [jurors] из мест, выставленных членами жюри, по правилам 5–8 системы Скейтинг выводится общее место
       *[other] из мест по критериям по правилам 9–11 системы Скейтинг выводится общее место
    }
regulation-one-by-one = места определяются попарным сравнением { $from } (равная пара считается за половину)
regulation-round = результат округляется до { $to }{ $half ->
        [up] {""}
        [even] , половина – до чётного
       *[down] , половина – вниз
    }
regulation-times = результат умножается на { $factor }
regulation-times-each = баллы умножаются на коэффициенты: { $list }
regulation-times-number = результат умножается на измеренное значение «{ $number }»
regulation-plus = к результату прибавляется { $what }
regulation-plus-number = к результату прибавляется измеренное значение «{ $number }»
regulation-plus-adjustments = к результату прибавляются штрафные и дополнительные баллы
regulation-minus = из результата вычитается { $what }
regulation-minus-number = из результата вычитается измеренное значение «{ $number }»
regulation-minus-adjustments = из результата вычитаются поправки
regulation-floor = результат меньше { $floor } считается равным { $floor }
words-quoted = «{ $text }»
regulation-points = места заменяются баллами: { $list }, остальные места – 0, равные получают среднее этих баллов
regulation-parted = равных разделяют показатели: { $list }
