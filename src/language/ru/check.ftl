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
