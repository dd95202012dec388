# What is wrong with a table as it arrived.

damaged-text = the text of the table is damaged from line { $line } on
    .help = ask for the file again, or save the sheet again as “CSV UTF-8”

encoding-unclear = it cannot be told in which encoding the table is: line { $line } has a letter that is one in windows-1251 and another in KZ-1048
    .help = in Excel choose “Save as” and the type “CSV UTF-8”, or send the sheet as .xlsx

letters-lost = the Kazakh letters of the table are lost: “{ $found }”
    .label = letters were here
    .help = save the sheet again as “CSV UTF-8” or as .xlsx; the letters cannot be brought back from this file

not-a-table = { $kind ->
        [word] the file is a document of a word processor, not a table
        [workbook] the file is a workbook under the name of a text
        [old-office] the file is a workbook of the old format, or one with a password
        [pdf] the file is a PDF, not a table
        [html] the file is a web page, not a table
        [picture] the file is a picture, not a table
        [archive] the file is an archive, not a table
        [text] the file is a text under the name of a workbook
       *[unknown] the file is not a table
    }
    .help = { $kind ->
        [workbook] give the file its right ending: .xlsx or .ods
        [old-office] open it in Excel, take the password off, and save it as .xlsx
        [text] give the file the ending .csv
       *[other] ask for the sheet as .xlsx, .ods or “CSV UTF-8”
    }

table-too-large = the table is larger than this program reads
    .help = look whether it is the right file; a table may have 256 MB of text and 20 million cells, with all tables of the folder together

table-twice = { $path } and { $first } are the same table
    .help = keep the right one and take the other out of the folder

workbook-broken = the workbook cannot be opened: { $detail }
    .help = ask for the file again, or open it in Excel and save it anew

several-sheets = several sheets of the workbook hold something: { $list }
    .help = leave the one sheet with the table; move the others into files of their own, or hide them

delimiter-unclear = it cannot be told what divides the columns
    .label = with two delimiters the header is equally good
    .help = divide all columns by one sign, the semicolon for example

file-breaks-off = the file breaks off in the middle of a row: { $found ->
        [one] { $found } cell
       *[other] { $found } cells
    } of { $expected }
    .label = nothing after this
    .help = ask for the file again: its end is lost

column-unnamed = “{ $found }” stands in a column without a name
    .label = the header is blank above
    .help = write the name of the column into the header, or empty the column

date-for-mark = “{ $found }” is a day: a spreadsheet has changed the mark into a date
    .label = criterion “{ $criterion }” takes { $lowest } to { $highest }
    .help = look up the mark on the signed sheet; format the cells as numbers and write it again

shortened-number = “{ $found }” is a number that a spreadsheet has shortened
    .label = criterion “{ $criterion }” takes { $lowest } to { $highest }
    .help = write the mark out in digits

formula-error = “{ $found }” is a formula that came to no result
    .label = criterion “{ $criterion }” takes { $lowest } to { $highest }
    .help = write the mark itself instead of the formula

ambiguous-number = “{ $found }” can be read in two ways: the comma may divide thousands
    .label = criterion “{ $criterion }” takes { $lowest } to { $highest }
    .help = write the mark without a sign between thousands

sheet-of-another = the sheet is of “{ $found }”, and lies in the place of { $expected }
    .label = named inside
    .help = put the sheet into its own place, or the right one into this

mark-missing = { $juror } has marks for { $entry } in the stage { $stage }, but none for { $criterion }
    .label = the rest is here
    .help = add the row, or “-” where there is nothing to judge

kazakh-page = the table was read as KZ-1048, the Kazakh page of Windows
    .help = compare a few names; to be sure, save the sheet as “CSV UTF-8”

hidden-cells = the workbook has cells that are not shown, and they were read: { $list }
    .help = show these rows and columns in the spreadsheet and look whether they belong to the table

names-alike = “{ $name }” and “{ $other }” look the same
    .label = the other one: { $line }
    .help = if this is one person, take one of the two lines out

answer-superseded = the juror has answered { $answers ->
        [latest] once more, and the later answer counts
       *[first] before, and the first answer counts
    }
    .label = not counted; what counts: { $kept }
    .help = look whether the rules want it so: answers: { $answers }
