# Что проверка говорит помимо самих сообщений.

explain-wrong = Неверно
explain-right = Верно
unknown-code = сообщения { $name } нет{ $nearest ->
        [no] ; все сообщения показывает bayqau check --explain
       *[other] ; возможно, имеется в виду { $nearest }?
    }
reference-title = Сообщения проверки
reference-intro = Всё, что может найти `bayqau check`. Одно из сообщений поясняет `bayqau check --explain КОД`, язык задаёт `--lang kk`, `ru` или `en`; небольшая папка с такой ошибкой — `tests/catalogue/КОД`. Эту страницу печатает `bayqau check --explain`.
reference-errors = Ошибки: пока они не исправлены, ничего не подсчитывается
reference-warnings = Предупреждения: на них стоит обратить внимание председателю

reference-signing = Только с `--strict`, перед подписанием протокола

# Перед подписанием.

tie-undecided = равные результаты, порядок ещё не решён жюри, этап { $stage }: { $entries }
    .label = решает жюри
    .help = внесите решение жюри в decisions.csv: order, { $stage } и этих участников по порядку

tie-across-pass = равные результаты на границе прохождения, этап { $stage }, неясно, кто проходит: { $entries }
    .label = прохождение
    .help = внесите решение жюри в decisions.csv: pass, { $stage } и всех, кто проходит

tie-across-award = { $kind ->
        [award] равные результаты на границе награды { $id }: { $entries }
       *[nomination] равенство в номинации { $id }: { $entries }
    }
    .label = хватает не всем
    .help = внесите решение жюри в decisions.csv: { $kind }, { $id } и обладателей

pass-undecided = кто проходит этап { $stage }, решает жюри, а решения ещё нет
    .label = решает жюри
    .help = внесите решение жюри в decisions.csv: pass, { $stage } и всех, кто проходит

score-missing = у участника { $entry } нет результата на этапе { $stage }
    .label = нет результата
    .help = внесите недостающие баллы или измените статус участника решением

nomination-undecided = { $why ->
        [votes] за номинацию { $id } проголосовало слишком мало членов жюри
       *[nobody] по номинации { $id } нет ни голосов, ни решения
    }
    .label = кому?
    .help = внесите голоса или решение жюри в decisions.csv: nomination, { $id } и обладателей

recusal-undeclared = член жюри { $juror } взял самоотвод по участнику { $entry }, а причины в conflicts.csv нет
    .label = самоотвод
    .help = добавьте строку в conflicts.csv: { $juror }, { $entry }, причина

award-not-given = { $kind ->
        [award] награда
       *[nomination] номинация
    } { $id }: обладателей { $found } из { $expected }, а решения об этом нет
    .label = { $found } из { $expected }
    .help = внесите в decisions.csv: { $kind }, { $id } и обладателей; если не присуждается – никого

sitting-missing = у { $stage ->
        [ranking] итогового протокола
       *[other] протокола этапа { $stage }
    } нет номера, даты и списка присутствовавших: в sittings.csv нет его строки
    .label = нет заседания
    .help = добавьте в sittings.csv строку заседания, в столбце stage – { $stage }

appeal-unanswered = на апелляцию участника { $entry }, поступившую { $received }, нет ответа
    .label = нет результата
    .help = впишите результат рассмотрения и его дату

# Что оставлено без исправления.

waiver-of-error = { $code } нельзя оставить без исправления
    .label = не предупреждение
    .help = исправьте то, о чём говорит сообщение, и удалите эту строку; без исправления можно оставить только предупреждения

waiver-unused = строка о { $code } («{ $about }») ни к чему не относится
    .label = там этого нет
    .help = сверьте столбец about с местом, которое называет проверка, например scores/essay/juror-2.csv:3; если исправлено, удалите строку

more-alike = ещё { $more } таких же: { $alike }
    .help = показаны первые { $listed }; исправьте общую причину и проверьте ещё раз

waivers-label = Замечания, оставленные без исправления, и причины
waiver-sentence = Оставлено без исправления: { $what } ({ $code }, { $place }) – { $why } ({ $by })
