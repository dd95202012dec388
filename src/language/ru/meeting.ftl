# Протокол собрания: что в нём не так, и слова документа.

folder-kind = { $found ->
        [none] здесь нет ни contest.yaml, ни meeting.yaml, ни programme.yaml
        [several] папка относится сразу к нескольким видам: { $files }
        [contest] это папка конкурса: { $files }
        [meeting] это папка собрания: { $files }
       *[programme] это папка программы: { $files }
    }
    .help = { $found ->
        [none] укажите нужную папку или создайте новую командой bayqau new
        [several] положите каждый вид в отдельную папку
        [contest] результаты считает bayqau tally, протокол печатает bayqau protocol
        [meeting] папку проверяет bayqau check, протокол печатает bayqau protocol
       *[programme] папку проверяет bayqau check, отчёт печатает bayqau monitor
    }

only-contests = параметр { $option } есть только у конкурсов

officer-not-present = { $role ->
        [chair] председатель «{ $name }»
       *[secretary] секретарь «{ $name }»
    } { $listed ->
        [yes] на собрании не присутствует
       *[no] в списке присутствовавших не значится
    }
    .label = { $nearest ->
        [no] подписывает протокол
       *[other] возможно, { $nearest }?
    }
    .help = укажите того, кто присутствовал, или исправьте present.csv

more-than-members = в составе { $members }, а в списке больше: присутствовали – { $present }, отсутствовали – { $absent }
    .label = { $members }
    .help = исправьте число; гости отмечаются словом «приглашён»

not-on-agenda = { $number ->
        [0] решение не относится ни к одному вопросу повестки дня
       *[other] вопроса { $number } нет в повестке дня: у него нет названия
    }
    .label = { $number ->
        [0] по какому вопросу?
       *[other] ни в одной строке вопроса { $number } нет названия
    }
    .help = { $number ->
        [0] напишите номер вопроса
       *[other] напишите название вопроса в столбце title или исправьте номер в строке
    }

heard-and-spoke = доклад и выступление записаны в одной строке
    .label = чьи слова?
    .help = запишите выступление отдельной строкой: вопрос тот же, выступающий свой

not-a-count = «{ $found }» – не { $least ->
        [0] число голосов
       *[other] номер вопроса
    }
    .label = { $least }, { $least ->
        [0] 1
       *[other] 2
    }, …
    .help = напишите целое число цифрами

votes-exceed-present = голосов { $votes }, а присутствовали с правом голоса { $present }
    .label = всего { $votes }
    .help = сверьте голоса со списком присутствовавших

deadline-before-meeting = срок исполнения ({ $deadline }) раньше дня собрания ({ $date })
    .label = раньше { $date }
    .help = исправьте срок или дату в meeting.yaml

quorum-not-stated = в протоколе не сказано, какой кворум нужен собранию
    .label = нет ключа quorum
    .help = добавьте строку вида quorum: 2/3 и строку members: … – сколько человек в составе

votes-fewer-than-present = голосов { $votes }, а присутствовали с правом голоса { $present }
    .label = всего { $votes }
    .help = не голосовавших учтите как воздержавшихся или отметьте ушедших как отсутствующих

not-carried = решение не набрало большинства: за – { $yes }, против – { $no }
    .label = за – { $yes }, против – { $no }
    .help = исправьте голоса или запишите, что решено вместо этого

decision-without-owner = не указано, кто исполняет решение
    .label = ответственный
    .help = напишите имя или должность; если исполнять нечего, поставьте «-»

decision-without-deadline = не указан срок исполнения решения
    .label = срок
    .help = напишите дату или «постоянно»; если исполнять нечего, поставьте «-»

item-without-decision = по вопросу { $number } нет решения
    .label = заслушали, но не решили
    .help = напишите, что решено, хотя бы «принять к сведению»

speaker-not-present = «{ $name }» выступает, но среди присутствовавших не значится
    .label = { $nearest ->
        [no] нет среди присутствовавших
       *[other] возможно, { $nearest }?
    }
    .help = добавьте имя в present.csv; гость отмечается словом «приглашён»

# Документ.

minutes-heard = Слушали
minutes-spoke = Выступили
minutes-resolved = Решили
minutes-responsible = Ответственный
minutes-deadline = Срок
minutes-vote = Голосование
minutes-ongoing = постоянно
minutes-people = { $count } чел.
minutes-list-attached = список прилагается
minutes-annex = Приложение: список присутствовавших
minutes-attendance = присутствуют { $present } из { $members }
minutes-quorum = присутствуют { $present } из { $members }, необходимо { $needed }: кворум { $met ->
        [yes] имеется
       *[no] отсутствует
    }
minutes-yes = за – { $yes }, против – { $no }, воздержались – { $abstained }
minutes-unanimous = единогласно (за – { $yes })
