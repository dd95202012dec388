# Үлгілердегі қателер.

template-whole = { $template }: { $problem }
template-line = { $template }:{ $line }: { $problem }
template-paragraph = { $template }, { $part }, абзац { $number } «{ $beginning }»: { $problem }
template-tag = { $template }, { $part }, абзац { $number } «{ $beginning }», тег { $tag }: { $problem }

template-engine = үлгі толтырылмады: { $detail }
template-unknown-name = мұндай атау жоқ: { $name }{ $nearest ->
        [no] ; барлық атауды --fields көрсетеді
       *[other] ; ең жақын атау: { $nearest }
    }
template-not-word = бұл Word құжаты емес немесе ол бүлінген ({ $detail }); оны .docx форматында қайта сақтаңыз
template-too-large = { $part } көлемі { $limit } МБ-тан асады
template-unclosed = тег өз абзацында жабылмаған: { $tag }
template-not-in-one-paragraph = блок бір абзацта басталып, сонда аяқталуға тиіс: { $word }
template-not-in-word = Word құжатында мұндай тег жоқ: { $word }; бары: for, if, with, set, macro, filter
template-unended = блоктың соңы жоқ; ол аяқталатын жерге {"{%"} { $word } {"%}"} қойыңыз
template-unbegun = бұл тег аяқтайтын немесе бөлетін ештеңе басталмаған
template-crosses = блок абзацтың немесе кестенің ішінде басталып, сыртында аяқталады; екі тегті де бөлек абзацқа, жолға немесе ұяшыққа қойыңыз
not-to-terminal = Word құжаты экранға шығарылмайды; оны файлға жазыңыз: > { $file }
template-unused = --template тек құжаттар үшін толтырылады: --format жазбаңыз немесе құжаттың форматын көрсетіңіз
template-endless = үлгі { $steps } миллионнан көп қадам жасайды немесе { $size } МБ-тан көп мәтін шығарады
