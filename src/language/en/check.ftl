# What the check says beside the diagnostics themselves.

explain-wrong = Wrong
explain-right = Right
unknown-code = there is no diagnostic { $name }{ $nearest ->
        [no] ; all of them: bayqau check --explain
       *[other] ; did you mean { $nearest }?
    }
reference-title = Diagnostics
reference-intro = Everything that `bayqau check` can find. `bayqau check --explain CODE` shows one of them, `--lang kk`, `ru` or `en` in another language; a small folder that has it is `tests/catalogue/CODE`. This page is printed by `bayqau check --explain`.
reference-errors = Errors: nothing is counted before they are mended
reference-warnings = Warnings: the chair might act on them
