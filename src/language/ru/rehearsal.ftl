# Проверка правил до объявления: что осталось открытым, и слова её таблиц.

rehearsal-whose-points = «{ $stage }»: не сказано, чьи баллы сравниваются с проходным – среднее жюри, сумма или баллы каждого члена жюри.
rehearsal-stages-together = Правила не говорят, как из этапов складывается общий результат; кто впереди, зависит от прочтения.
rehearsal-everybody-passes = «{ $stage }»: проходной балл набирается уже низшими оценками, поэтому проходят все.
rehearsal-nobody-passes = «{ $stage }»: проходной балл не набрать и высшими оценками, поэтому не проходит никто.
rehearsal-cut-tie = «{ $stage }»: на границе прохода равные баллы, и правила не говорят, кто из равных проходит.
rehearsal-empty-quota = «{ $stage }»: { $entries ->
        [one] при { $entries } участнике
       *[other] при { $entries } участниках
    } доля проходящих округляется вниз до нуля, поэтому не проходит никто.
rehearsal-empty-cut = «{ $stage }»: в начале списка равных больше, чем может пройти, а равные не проходят, поэтому не проходит никто.
rehearsal-holders-unsaid = Правила не говорят, сколько участников получают «{ $award }»: здесь его получают все, а «{ $next }» не получает никто.
rehearsal-equal-points = Равные баллы затрагивают награду «{ $award }», и правила не говорят, что решает между равными.
rehearsal-award-tie = Правила о равных баллах оставляют участников равными у награды «{ $award }» и не говорят, кто из них её получает.
rehearsal-award-unreachable = Награду «{ $award }» не может получить никто, какими бы ни были оценки.
rehearsal-award-skipped = При таком малом числе участников награду «{ $award }» не получает никто, хотя «{ $next }» вручается.
rehearsal-nothing-left = «{ $stage }»: { $jurors ->
        [one] если у участника осталась { $jurors } оценка
        [few] если у участника остались { $jurors } оценки
       *[other] если у участника осталось { $jurors } оценок
    }, то после отбрасывания крайних не остаётся ничего и балла нет.
rehearsal-recusal-stops = «{ $stage }»: если член жюри возьмёт самоотвод по одному участнику{ $absent ->
        [yes] {" "}или будет отсутствовать
       *[no] {""}
    }, сумму вывести нельзя, потому что оценок у него меньше, чем у других.
rehearsal-one-juror = «{ $stage }»: если член жюри возьмёт самоотвод по одному участнику{ $absent ->
        [yes] {" "}или будет отсутствовать
       *[no] {""}
    }, его балл составят оценки одного человека, и порядок мест изменится.
rehearsal-quorum-unsaid = Правила не говорят, сколько членов жюри должны присутствовать: здесь решает { $present } из { $jurors }.
rehearsal-nomination-tie = На номинацию «{ $nomination }» несколько участников претендуют наравне, и правила не говорят, кто её получает.
rehearsal-equal-votes = Голоса за номинацию «{ $nomination }» разделились поровну, а голоса председателя среди них нет; правила не говорят, кто её получает.

rehearsal-reading-rules = по правилам
rehearsal-reading-mean = среднее жюри
rehearsal-reading-sum = сумма жюри
rehearsal-reading-every = баллы каждого
rehearsal-reading-stages = сумма этапов
rehearsal-reading-last = только последний этап
rehearsal-reading-parts = доли от максимума
rehearsal-reading-one-each = по одному на награду
rehearsal-reading-complete = судят все
rehearsal-reading-recused = с самоотводом
rehearsal-reading-absent = с отсутствующим

rehearsal-entry = Участник
rehearsal-marks = { $stage }, { $count ->
        [1] член жюри { $jurors }
       *[other] члены жюри { $jurors }
    }
rehearsal-juror = Член жюри
rehearsal-vote = Голос
rehearsal-presence = На заседании
rehearsal-present = присутствует
rehearsal-absent = отсутствует
rehearsal-recused = самоотвод
rehearsal-passes = проходит
rehearsal-fails = не проходит
rehearsal-place = { $place }-е место
rehearsal-undecided = не решено
rehearsal-refused = подсчёт невозможен

rehearsal-title = Проверка правил: { $count ->
        [0] открытых случаев нет
        [one] открыт { $count } случай
        [few] открыто { $count } случая
       *[other] открыто { $count } случаев
    }
rehearsal-lines = Правила:
rehearsal-settle = Решили бы строки:
rehearsal-chosen = Выбор самой комиссии (решено; с --chosen считается открытым):
rehearsal-left-to-jury = Сами правила оставляют решение жюри:
rehearsal-count = { $count ->
        [one] Правила оставляют открытым { $count } случай: его покажет bayqau rehearse
        [few] Правила оставляют открытыми { $count } случая: их покажет bayqau rehearse
       *[other] Правила оставляют открытыми { $count } случаев: их покажет bayqau rehearse
    }
rehearsal-progress = Поиск
