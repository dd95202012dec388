# Екі нәтиженің айырмасы.

diff-label = Не өзгерді
diff-sides = { $was } → { $now }
diff-same = Нәтижелер бірдей.
diff-not-final = { $side }: нәтиже түпкілікті емес: { $list }
diff-needs-folder = { $path } – қалта емес; басқа қағидалармен тек қалтаны қайта санауға болады
diff-amendment = қазылар алқасының шешімімен { $about } жолында { $was } орнына { $now } тұр; { $path } файлында онда { $stands }, санау осы файл бойынша жүреді
diff-amendment-no-line = қазылар алқасының шешімімен { $about } жолында { $was } орнына { $now } тұр; { $path } файлында ондай жол жоқ, санау осы файл бойынша жүреді
diff-rules = Қағида жолдары
diff-marks = Бағалар
diff-inputs = Өзгерген басқа файлдар: { $list }
diff-column-cause = Себебі
cause-rules = қағидалар
cause-marks = бағалар
cause-numbers = өлшенген сандар
cause-adjustments = түзетулер
cause-people = қатысушылар немесе қазылар құрамы
cause-decisions = шешімдер немесе дауыстар
cause-together = тек бірге: { $list }
cause-unknown = мыналардың бірі: { $list }
