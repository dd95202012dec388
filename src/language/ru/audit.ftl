# Насколько можно полагаться на результат.

annex-label = Приложение
audit-label = Насколько можно полагаться на результат
audit-judged = оценено участников – { $entries }, членов жюри – { $jurors }
audit-placed = участников с местом – { $entries }
audit-agreement-strong = члены жюри оценивали согласованно ({ $measure } = { $value })
audit-agreement-moderate = согласованность оценок жюри средняя ({ $measure } = { $value })
audit-agreement-weak = согласованность оценок жюри низкая ({ $measure } = { $value })
audit-agreement-unknown = согласованность оценок жюри измерить нельзя: { $reason }
audit-nearest = ближе всех к проходному баллу – { $name }: { $passed ->
        [yes] запас { $difference }
       *[no] не хватило { $difference }
    }
audit-pass-holds = состав прошедших не зависит от оценок ни одного отдельного члена жюри
audit-pass-hangs = без оценок одного члена жюри состав прошедших был бы иным: { $list }
audit-would-pass = прошёл бы участник { $name }
audit-would-not-pass = не прошёл бы участник { $name }
audit-without-unknown = сравнить с результатом без одного члена жюри нельзя: { $reason }
audit-place = { $place }-е место – { $name }, { $score }; { $margin }; { $without }.
audit-margin = отрыв от следующего места – { $difference }
audit-equal-rule = баллы равны со следующим местом; порядок определило правило о равных баллах
audit-equal-decided = баллы равны со следующим местом; порядок определило решение жюри
audit-equal-open = баллы равны с другими; порядок жюри ещё не определило
audit-shared = баллы равны с другими; по правилам место общее
audit-last = последнее место
audit-no-place = без места
audit-place-holds = без оценок любого одного члена жюри место осталось бы тем же
audit-place-hangs = без оценок одного члена жюри место было бы другим: { $list }
audit-award-holds = Не зависит от оценок ни одного отдельного члена жюри.
audit-award-hangs = Без оценок одного члена жюри досталось бы другим: { $list }.
audit-nomination-holds = Не зависит от оценок и голоса ни одного отдельного члена жюри.
audit-nomination-hangs = Без оценок и голоса одного члена жюри досталась бы другим: { $list }.
audit-jury-decides = решало бы жюри
audit-a-juror = член жюри
audit-change = наименьшее изменение: { $name }, { $juror }, «{ $criterion }»{ $attempt ->
        [none] {""}
       *[other] , попытка { $attempt }
    }: { $now } вместо { $was }{ $cell ->
        [none] {""}
       *[other] {" "}({ $cell })
    } – { $effect }.
audit-gains-pass = прошли бы: { $names }
audit-loses-pass = не прошли бы: { $names }
audit-gains-first = на первом месте были бы: { $names }
audit-loses-first = не были бы на первом месте: { $names }
audit-gains-award = досталось бы: { $names }
audit-loses-award = не досталось бы: { $names }
audit-opens = решать пришлось бы жюри
audit-none-alters = изменение одной оценки ничего бы здесь не изменило.
audit-decided = определено решением жюри.
audit-open = жюри ещё не приняло решение.
audit-marks-dealt = одна оценка отдельно измениться не может: жюри ставит места или баллы, каждый по одному разу.
audit-only-juror = на этапе «{ $stage }» больше никто не оценивает
audit-sum-against-points = на этапе «{ $stage }» оценки членов жюри складываются, а порог задан в баллах
audit-nothing-to-count = по правилам считать было бы нечего
audit-alike = { $juror }: всем участникам поставлена одинаковая сумма баллов.
audit-far = { $name }, { $juror }, «{ $criterion }»{ $attempt ->
        [none] {""}
       *[other] , попытка { $attempt }
    }: { $mark }, у остальных в среднем { $others }{ $cell ->
        [none] {""}
       *[other] {" "}({ $cell })
    }.
audit-far-more = Других резко отличающихся оценок: { $count }.
audit-margins = Запас
audit-column-below = До следующего
audit-column-bound = До порога
audit-column-cut = До границы
audit-column-severity = Выше других
audit-column-spread = Разброс
audit-column-agreement = Согласие
audit-column-far = Резкие
audit-agreement = Согласованность жюри
audit-column-coefficient = Коэффициент
audit-column-value = Значение

lack-one-juror = член жюри только один
lack-few-entries = меньше двух участников, которых оценили хотя бы двое членов жюри
lack-gaps = не каждый член жюри оценил каждого участника
lack-all-equal = все суммы одинаковы
lack-juror-alike = один из членов жюри поставил всем одинаково
lack-entries-alike = участники различаются не больше, чем случайно
lack-other-criteria = члены жюри оценивают разные критерии

coefficient-kendall-w = W Кендалла
coefficient-kendall-p = p-значение для W Кендалла (χ²)
coefficient-spearman-mean = ρ Спирмена, среднее по парам
coefficient-icc-1-1 = ICC(1,1)
coefficient-icc-1-k = ICC(1,k)
coefficient-icc-2-1 = ICC(2,1)
coefficient-icc-2-k = ICC(2,k)
coefficient-icc-3-1 = ICC(3,1)
coefficient-icc-3-k = ICC(3,k)
coefficient-cronbach-alpha = α Кронбаха
coefficient-krippendorff-alpha-interval = α Криппендорфа, интервальная
coefficient-krippendorff-alpha-ordinal = α Криппендорфа, порядковая
