# Faults of templates.

template-whole = { $template }: { $problem }
template-line = { $template }:{ $line }: { $problem }
template-paragraph = { $template }, { $part }, paragraph { $number } “{ $beginning }”: { $problem }
template-tag = { $template }, { $part }, paragraph { $number } “{ $beginning }”, tag { $tag }: { $problem }

template-engine = the template cannot be filled in: { $detail }
template-unknown-name = nothing is called { $name }{ $nearest ->
        [no] ; --fields lists what there is
       *[other] ; the nearest name is { $nearest }
    }
template-not-word = this is no Word document that can be read ({ $detail }); save it as .docx again
template-too-large = { $part } is larger than { $limit } MB
template-unclosed = the tag is not closed in its paragraph: { $tag }
template-not-in-one-paragraph = the block { $word } must begin and end in one paragraph
template-not-in-word = a Word document has no tag { $word }; there are for, if, with, set, macro, filter
template-unended = the block has no end; put {"{%"} { $word } {"%}"} where it ends
template-unbegun = nothing begins that this tag could end or divide
template-crosses = the block begins inside a paragraph or table and ends outside of it; put both tags into paragraphs, rows or cells of their own
not-to-terminal = a Word document is no text for a terminal; write it into a file: > { $file }
template-unused = --template is filled in for documents alone: leave --format out, or name one of a document
template-endless = the template takes more than { $steps } million steps, or makes more than { $size } MB of text
