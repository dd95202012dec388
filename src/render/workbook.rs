//! Workbooks: a blank score sheet as XLSX that takes no other marks than the rules do.
//!
//! Everything but the cells of marks and notes is locked, without a password: a lock against slips, not against
//! people. The bytes hang on the sheet alone.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    ProtectionOptions, Workbook, Worksheet, XlsxError, utility,
};

use crate::contest::MarkScale;
use crate::language::{Arguments, Catalogue};
use crate::report::{BlankCell, BlankColumn, BlankKind, BlankSheet};
use crate::score::Score;

/// The size of a page as spreadsheets number them.
pub(super) const A4: u8 = 9;

/// Characters that stand beside one another on an A4 page turned sideways.
const PAGE: f64 = 146.0;

/// The narrowest and the widest column of participants.
const PARTICIPANT: (f64, f64) = (16.0, 44.0);

/// The longest texts that a spreadsheet shows beside a cell.
const LONGEST_TITLE: usize = 32;
const LONGEST_MESSAGE: usize = 255;

/// The sheet as the bytes of a workbook.
///
/// # Errors
/// The sheet has more rows or columns than a workbook takes.
pub fn blank_to_xlsx(sheet: &BlankSheet, catalogue: &Catalogue) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&sheet.heading)?);
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(sheet.stage.chars().take(31).collect::<String>())?;
    // What stands in a sum before a program has counted it.
    worksheet.set_formula_result_default("");
    let drawing = Drawing { sheet, catalogue, layout: Layout::of(sheet) };
    drawing.head(worksheet)?;
    drawing.rows(worksheet)?;
    drawing.validations(worksheet)?;
    drawing.page(worksheet)?;
    workbook.save_to_buffer()
}

/// Properties that do not tell the day: the same sheet gives the same bytes.
pub(super) fn properties(title: &str) -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_title(title).set_creation_datetime(&day))
}

/// How wide the columns are, and how high the header.
struct Layout {
    widths: Vec<f64>,
    header: f64,
    /// Whether the criteria's titles stand upright, because there are too many of them.
    upright: bool,
}

impl Layout {
    fn of(sheet: &BlankSheet) -> Layout {
        let marks = sheet.columns.iter().filter(|column| matches!(column.kind, BlankKind::Marks(_)));
        let marks: Vec<&str> = marks.map(|column| column.header.as_str()).collect();
        let words = marks.iter().flat_map(|header| header.split_whitespace());
        let longest = words.map(|word| word.chars().count()).max().unwrap_or(0) as f64 + 3.0;
        let names = sheet.rows.iter().filter_map(|cells| match cells.first() {
            Some(BlankCell::Given(name)) => Some(name.chars().count() as f64 * 1.1 + 2.0),
            Some(BlankCell::Open | BlankCell::Sum) | None => None,
        });
        let participant = names.fold(PARTICIPANT.0, f64::max).min(PARTICIPANT.1);
        let fixed: f64 = sheet.columns.iter().map(|column| fixed_width(&column.kind)).sum();
        let each = (PAGE - participant - fixed) / marks.len().max(1) as f64;
        let upright = longest > each;
        // Upright, about thirty characters stand above one another in a line two and a half characters wide.
        let lines = |header: &str, width: f64| (header.chars().count() as f64 * 1.15 / width).ceil().max(1.0);
        let width = |header: &str| {
            if upright { 2.0 + lines(header, 30.0) * 2.6 } else { each.min(24.0).max(longest) }
        };
        let width = |column: &BlankColumn| match column.kind {
            BlankKind::Participant => participant,
            BlankKind::Marks(_) => width(&column.header).max(column.scale.chars().count().min(12) as f64 + 2.0),
            BlankKind::Attempt | BlankKind::Total | BlankKind::Note => fixed_width(&column.kind),
        };
        let widths: Vec<f64> = sheet.columns.iter().map(width).collect();
        let highest = sheet.columns.iter().zip(&widths).map(|(column, width)| lines(&column.header, *width));
        let header = if upright { 190.0 } else { highest.fold(2.0, f64::max) * 15.0 + 6.0 };
        Layout { widths, header, upright }
    }
}

fn fixed_width(kind: &BlankKind) -> f64 {
    match kind {
        BlankKind::Participant | BlankKind::Marks(_) => 0.0,
        BlankKind::Attempt => 9.0,
        BlankKind::Total => 10.0,
        BlankKind::Note => 22.0,
    }
}

struct Drawing<'d> {
    sheet: &'d BlankSheet,
    catalogue: &'d Catalogue,
    layout: Layout,
}

impl Drawing<'_> {
    /// The row of the header, from 0: the titles stand above it, and the scales of the criteria.
    fn header_row(&self) -> u32 {
        self.sheet.titles.len() as u32 + 2
    }

    fn last_column(&self) -> u16 {
        self.sheet.columns.len() as u16 - 1
    }

    fn last_row(&self) -> u32 {
        self.header_row() + self.sheet.rows.len() as u32
    }

    /// The titles, the scales and the header.
    fn head(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (sheet, last) = (self.sheet, self.last_column());
        let heading = Format::new().set_bold().set_font_size(14);
        let label = Format::new().set_align(FormatAlign::Top);
        let title = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_align(FormatAlign::Left);
        worksheet.write_with_format(0, 0, &sheet.heading, &heading)?;
        let beside: f64 = self.layout.widths[1..].iter().sum();
        for (row, [name, value]) in (1..).zip(&sheet.titles) {
            worksheet.write_with_format(row, 0, name, &label)?;
            if last > 1 {
                worksheet.merge_range(row, 1, row, last, value, &title)?;
            } else {
                worksheet.write_with_format(row, 1, value, &title)?;
            }
            let lines = (value.chars().count() as f64 * 1.2 / beside).ceil().max(1.0);
            worksheet.set_row_height(row, lines * 15.0 + 1.0)?;
        }
        let small = Format::new().set_font_size(9).set_align(FormatAlign::Center).set_text_wrap();
        let header = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        let row = self.header_row();
        worksheet.write_with_format(row - 1, 0, &sheet.scale_label, &Format::new().set_font_size(9))?;
        let mut scales: f64 = 1.0;
        for (index, column) in (0..).zip(&sheet.columns) {
            let width = self.layout.widths[usize::from(index)];
            worksheet.set_column_width(index, width)?;
            if !column.scale.is_empty() {
                worksheet.write_with_format(row - 1, index, &column.scale, &small)?;
                scales = scales.max((column.scale.chars().count() as f64 / width).ceil());
            }
            let upright = self.layout.upright && matches!(column.kind, BlankKind::Marks(_));
            let format = if upright { header.clone().set_rotation(90) } else { header.clone() };
            worksheet.write_with_format(row, index, &column.header, &format)?;
        }
        worksheet.set_row_height(row - 1, scales * 12.0 + 2.0)?;
        worksheet.set_row_height(row, self.layout.header)?;
        Ok(())
    }

    fn rows(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let line = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let text = line.clone().set_text_wrap();
        let given = line.clone().set_align(FormatAlign::Center).set_background_color(0x00E7_E6E6);
        let open = line.clone().set_unlocked();
        let mark = open.clone().set_align(FormatAlign::Center);
        let sum = line.set_bold().set_align(FormatAlign::Center);
        for (row, cells) in (self.header_row() + 1..).zip(&self.sheet.rows) {
            let mut lines: f64 = 1.0;
            for (index, (cell, column)) in (0..).zip(cells.iter().zip(&self.sheet.columns)) {
                match (cell, &column.kind) {
                    (BlankCell::Given(name), BlankKind::Participant) => {
                        worksheet.write_with_format(row, index, name, &text)?;
                        lines = ((name.chars().count() as f64 * 1.1 + 1.0) / self.layout.widths[0]).ceil();
                    }
                    (BlankCell::Given(number), BlankKind::Attempt) => {
                        let number: u32 = number.parse().unwrap_or_default();
                        worksheet.write_with_format(row, index, number, &sum)?;
                    }
                    (BlankCell::Given(word), _) => {
                        worksheet.write_with_format(row, index, word, &given.clone().set_shrink())?;
                    }
                    (BlankCell::Open, BlankKind::Note) => {
                        worksheet.write_blank(row, index, &open)?;
                    }
                    (BlankCell::Open, _) => {
                        worksheet.write_blank(row, index, &mark)?;
                    }
                    (BlankCell::Sum, _) => {
                        worksheet.write_formula_with_format(row, index, self.sum(row), &sum)?;
                    }
                }
            }
            worksheet.set_row_height(row, (lines * 15.0).max(20.0))?;
        }
        Ok(())
    }

    /// The sum of the row's marks; nothing while there are none.
    fn sum(&self, row: u32) -> Formula {
        let marks = |column: &BlankColumn| matches!(column.kind, BlankKind::Marks(_));
        let columns = &self.sheet.columns;
        let first = columns.iter().position(marks).unwrap_or_default() as u16;
        let last = columns.iter().rposition(marks).unwrap_or_default() as u16;
        let cells = utility::cell_range(row, first, row, last);
        Formula::new(format!("=IF(COUNT({cells})=0,\"\",SUM({cells}))"))
    }

    /// What the cells of marks take.
    fn validations(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (first, last) = (self.header_row() + 1, self.last_row());
        let recused = self.sheet.words[0].as_str();
        for (index, column) in (0..).zip(&self.sheet.columns) {
            let BlankKind::Marks(scale) = &column.kind else { continue };
            let values: Arguments = vec![("scale", column.scale.as_str().into()), ("recused", recused.into())];
            let say = |key: &str, longest: usize| cut(&self.catalogue.text(key, &values), longest);
            let validation = DataValidation::new()
                .allow_custom(Formula::new(format!("={}", self.rule(scale, index))))
                .set_input_title(cut(&column.header, LONGEST_TITLE))?
                .set_input_message(say("sheet-prompt", LONGEST_MESSAGE))?
                .set_error_style(DataValidationErrorStyle::Stop)
                .set_error_title(say("sheet-refused-title", LONGEST_TITLE))?
                .set_error_message(say("sheet-refused", LONGEST_MESSAGE))?;
            worksheet.add_data_validation(first, index, last, index, &validation)?;
        }
        Ok(())
    }

    /// What is true of a mark in the first cell of the column, and of every other one in its own row.
    fn rule(&self, scale: &MarkScale, column: u16) -> String {
        let (first, last) = (self.header_row() + 1, self.last_row());
        let cell = utility::row_col_to_cell(first, column);
        let mark = match scale {
            MarkScale::Range(range) => {
                let (lowest, highest, step) = (number(&range.lowest), number(&range.highest), number(&range.step));
                let on_grid = if range.step == Score::integer(1) && range.lowest.is_integer() {
                    format!("{cell}=INT({cell})")
                } else {
                    // Halves and tenths are no exact numbers in a spreadsheet.
                    let steps = format!("({cell}-{lowest})/{step}");
                    format!("ABS({steps}-ROUND({steps},0))<0.000001")
                };
                format!("{cell}>={lowest},{cell}<={highest},{on_grid}")
            }
            MarkScale::Places => {
                let once = self.count(&cell, column, first, last);
                let most = self.open_cells(column);
                format!("{cell}>=1,{cell}<={most},{cell}=INT({cell}),{once}=1")
            }
            MarkScale::Points(points) => {
                let each: Vec<String> = points.iter().map(|points| format!("{cell}={}", number(points))).collect();
                let once = self.count(&cell, column, first, last);
                format!("OR({cell}=0,AND(OR({}),{once}=1))", each.join(","))
            }
        };
        let words: Vec<String> = self.sheet.words.iter().map(|word| format!("{cell}=\"{word}\"")).collect();
        format!("OR(IF(ISNUMBER({cell}),AND({mark}),FALSE),{})", words.join(","))
    }

    /// How often the mark stands in the column, among those of its own attempt.
    fn count(&self, cell: &str, column: u16, first: u32, last: u32) -> String {
        let all = utility::cell_range_absolute(first, column, last, column);
        match self.sheet.columns.iter().position(|each| matches!(each.kind, BlankKind::Attempt)) {
            None => format!("COUNTIF({all},{cell})"),
            Some(attempt) => {
                let attempt = attempt as u16;
                let attempts = utility::cell_range_absolute(first, attempt, last, attempt);
                let own = format!("${}", utility::row_col_to_cell(first, attempt));
                format!("COUNTIFS({all},{cell},{attempts},{own})")
            }
        }
    }

    /// How many entries have a mark to be given under the criterion, in one attempt.
    fn open_cells(&self, column: u16) -> usize {
        let open = |cells: &&Vec<BlankCell>| cells[usize::from(column)] == BlankCell::Open;
        self.sheet.rows.iter().filter(open).count() / self.sheet.attempts
    }

    /// How the sheet scrolls, what is locked, and how it prints.
    fn page(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let header = self.header_row();
        let options = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
        worksheet.protect_with_options(&options);
        worksheet.set_freeze_panes(header + 1, 1)?;
        worksheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        worksheet.set_margins(0.4, 0.4, 0.5, 0.8, 0.3, 0.3);
        worksheet.set_repeat_rows(header - 1, header)?;
        let line = "_".repeat(22);
        let say = |key: &str| self.catalogue.text(key, &vec![]);
        let (juror, secretary) = (say("sheet-juror-signature"), say("sheet-secretary-signature"));
        worksheet.set_footer(format!("&L{juror}: {line}&C&P / &N&R{secretary}: {line}"));
        worksheet.set_selection(header + 1, self.first_mark(), header + 1, self.first_mark())?;
        Ok(())
    }

    fn first_mark(&self) -> u16 {
        let marks = |column: &BlankColumn| matches!(column.kind, BlankKind::Marks(_));
        self.sheet.columns.iter().position(marks).unwrap_or_default() as u16
    }
}

/// A number as a formula has it: with a point, whatever the language.
fn number(score: &Score) -> String {
    score.shortest(10)
}

/// The text, not longer than a spreadsheet shows it.
fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    text.chars().take(longest - 1).chain(std::iter::once('…')).collect()
}
