# Ошибки в шаблонах.

template-whole = { $template }: { $problem }
template-line = { $template }:{ $line }: { $problem }
template-paragraph = { $template }, { $part }, абзац { $number } «{ $beginning }»: { $problem }
template-tag = { $template }, { $part }, абзац { $number } «{ $beginning }», тег { $tag }: { $problem }

template-engine = шаблон не заполняется: { $detail }
template-unknown-name = имени { $name } нет{ $nearest ->
        [no] ; все имена показывает --fields
       *[other] ; ближайшее имя: { $nearest }
    }
template-not-word = это не документ Word, или он повреждён ({ $detail }); сохраните его заново в формате .docx
template-too-large = { $part } больше { $limit } МБ
template-unclosed = тег не закрыт в своём абзаце: { $tag }
template-not-in-one-paragraph = блок { $word } должен начинаться и заканчиваться в одном абзаце
template-not-in-word = в документе Word нет тега { $word }; есть for, if, with, set, macro, filter
template-unended = у блока нет конца; поставьте {"{%"} { $word } {"%}"} там, где он заканчивается
template-unbegun = не начато ничего, что этот тег мог бы закончить или разделить
template-crosses = блок начинается внутри абзаца или таблицы, а заканчивается снаружи; поставьте оба тега в отдельные абзацы, строки или ячейки
not-to-terminal = документ Word не выводится на экран; запишите его в файл: > { $file }
template-unused = --template заполняется только для документов: уберите --format или укажите формат документа
template-endless = шаблон делает больше { $steps } миллионов шагов или больше { $size } МБ текста
