//! Blank tables as CSV, and as workbooks whose cells offer what they take.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Format, FormatBorder, Workbook, XlsxError};

use crate::language::Catalogue;
use crate::render::delimited::for_spreadsheets;
use crate::render::workbook::{A4, properties};
use crate::report::BlankList;

/// How many rows of a blank table offer their choices.
const ROWS: u32 = 500;

/// The narrowest column, and the characters that a header wants beside its own.
const NARROWEST: f64 = 12.0;

/// The table as a spreadsheet opens it.
#[must_use]
pub fn list_to_csv(list: &BlankList) -> String {
    for_spreadsheets([list.columns.iter().map(|column| column.header.clone())])
}

/// The table as the bytes of a workbook: choices where a column has them, days as days, everything else as text, so that
/// no number or code is changed into something else.
///
/// # Errors
/// A choice is longer than a workbook takes.
pub fn list_to_xlsx(list: &BlankList, catalogue: &Catalogue) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(list.name)?);
    let sheet = workbook.add_worksheet();
    sheet.set_name(list.name)?;
    let header = Format::new().set_bold().set_text_wrap().set_border(FormatBorder::Thin);
    for (index, column) in (0..).zip(&list.columns) {
        sheet.write_with_format(0, index, &column.header, &header)?;
        let longest = column.choices.iter().map(|choice| choice.chars().count()).max().unwrap_or(0);
        let longest = longest.max(column.header.chars().count()) as f64 + 3.0;
        let cells = if column.is_day { "yyyy-mm-dd" } else { "@" };
        sheet.set_column_width(index, longest.max(NARROWEST))?;
        sheet.set_column_format(index, &Format::new().set_num_format(cells))?;
        if !column.choices.is_empty() {
            let values = vec![("list", column.choices.join(", ").into())];
            let validation = DataValidation::new()
                .allow_list_strings(&column.choices)?
                .set_error_style(DataValidationErrorStyle::Stop)
                .set_error_title(catalogue.text("list-refused-title", &vec![]))?
                .set_error_message(catalogue.text("list-refused", &values).chars().take(255).collect::<String>())?;
            sheet.add_data_validation(1, index, ROWS, index, &validation)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    workbook.save_to_buffer()
}
