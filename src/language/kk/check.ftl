# Тексеру хабарлардан басқа не айтады.

explain-wrong = Қате
explain-right = Дұрыс
unknown-code = мұндай хабар жоқ: { $name }{ $nearest ->
        [no] ; барлығын bayqau check --explain көрсетеді
       *[other] ; мүмкін, { $nearest } шығар?
    }
reference-title = Тексеру хабарлары
reference-intro = `bayqau check` таба алатын нәрсенің бәрі. Бір хабарды `bayqau check --explain КОД` түсіндіреді, тілі `--lang kk`, `ru` немесе `en` арқылы таңдалады; осындай қатесі бар шағын қалта – `tests/catalogue/КОД`. Бұл бетті `bayqau check --explain` шығарады.
reference-errors = Қателер: олар түзетілмейінше, ештеңе есептелмейді
reference-warnings = Ескертулер: төраға назар аударатын жайттар
