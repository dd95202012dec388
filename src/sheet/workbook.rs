//! A sheet of a workbook as the text of a table, with the place of every cell.
//!
//! Receives the bytes of an `.xlsx` or `.ods` file, hands on what its one visible sheet shows: numbers to the fifteen
//! digits that spreadsheets keep, days as 2025-10-30, formulas as the result that was saved with them.

use std::io::Cursor;

use calamine::{Data, DataType, Ods, Range, Reader, SheetVisible, Xlsx};

use crate::sheet::extent;
use crate::sheet::hidden::{self, Hidden};
use crate::source::{Foreign, Grid, column_name, foreign};

/// Between the cells of the text.
pub(super) const DELIMITER: u8 = b'\t';

/// A sheet as text.
#[derive(Debug)]
pub struct WorkbookSheet {
    /// A line for every row that holds anything, with tabs between its cells.
    pub text: String,
    /// Where the cells are.
    pub grid: Grid,
    /// Rows and columns that hold something and are not shown: `4, 7, C`.
    pub hidden: Vec<String>,
}

/// Why a workbook is no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkbookFault {
    /// The bytes are something else than a workbook.
    Foreign(Foreign),
    /// The bytes are a text.
    Text,
    /// It cannot be unpacked, or a part is missing.
    Broken(String),
    /// It is larger than any table of a contest.
    TooLarge,
    /// More than one sheet holds something; their names.
    Several(Vec<String>),
    /// No sheet holds anything.
    Empty,
}

/// Reads the only visible sheet that holds anything.
///
/// # Errors
/// There is none, or more than one, or the file is no workbook.
pub fn read(bytes: &[u8]) -> Result<WorkbookSheet, WorkbookFault> {
    match foreign(bytes) {
        // An archive that cannot be opened may have been a workbook.
        Some(Foreign::Workbook | Foreign::Archive) => {}
        Some(other) => return Err(WorkbookFault::Foreign(other)),
        None if bytes.contains(&0) => return Err(WorkbookFault::Foreign(Foreign::Unknown)),
        None => return Err(WorkbookFault::Text),
    }
    if !extent::fits(bytes).map_err(WorkbookFault::Broken)? {
        return Err(WorkbookFault::TooLarge);
    }
    if foreign(bytes) == Some(Foreign::Archive) {
        return Err(WorkbookFault::Foreign(Foreign::Archive));
    }
    let mimetype = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
    if bytes.windows(mimetype.len()).take(64).any(|window| window == mimetype) {
        let workbook: Ods<_> =
            Ods::new(Cursor::new(bytes)).map_err(|error| WorkbookFault::Broken(error.to_string()))?;
        only_sheet(workbook, bytes)
    } else {
        let workbook: Xlsx<_> =
            Xlsx::new(Cursor::new(bytes)).map_err(|error| WorkbookFault::Broken(error.to_string()))?;
        only_sheet(workbook, bytes)
    }
}

fn only_sheet<'b, W>(mut workbook: W, bytes: &[u8]) -> Result<WorkbookSheet, WorkbookFault>
where
    W: Reader<Cursor<&'b [u8]>>,
    W::Error: std::fmt::Display,
{
    let visible: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut with_cells: Vec<(String, Range<Data>)> = Vec::new();
    for name in visible {
        let range = workbook.worksheet_range(&name).map_err(|error| WorkbookFault::Broken(error.to_string()))?;
        if range.used_cells().any(|(_, _, cell)| !text(cell).trim().is_empty()) {
            with_cells.push((name, range));
        }
    }
    match with_cells.as_slice() {
        [] => Err(WorkbookFault::Empty),
        [(name, range)] => Ok(sheet(name, range, &hidden::of(bytes, name).map_err(WorkbookFault::Broken)?)),
        several => Err(WorkbookFault::Several(several.iter().map(|(name, _)| name.clone()).collect())),
    }
}

fn sheet(name: &str, range: &Range<Data>, not_shown: &Hidden) -> WorkbookSheet {
    let (top, left) = range.start().unwrap_or_default();
    let mut sheet = WorkbookSheet {
        text: String::new(),
        grid: Grid { sheet: name.to_owned(), cells: Vec::new() },
        hidden: Vec::new(),
    };
    let mut hidden_columns = Vec::new();
    for (row, cells) in (top..).zip(range.rows()) {
        let cells: Vec<String> = cells.iter().map(text).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if not_shown.has_row(row) {
            sheet.hidden.push((row + 1).to_string());
        }
        for (column, cell) in (left..).zip(&cells) {
            if column > left {
                sheet.text.push(char::from(DELIMITER));
            }
            let start = u32::try_from(sheet.text.len()).expect("a workbook unpacks to less than 4 GiB");
            sheet.grid.cells.push((start, row, column));
            push_quoted(&mut sheet.text, cell);
            if not_shown.has_column(column) && !cell.trim().is_empty() && !hidden_columns.contains(&column) {
                hidden_columns.push(column);
            }
        }
        sheet.text.push('\n');
    }
    hidden_columns.sort_unstable();
    sheet.hidden.extend(hidden_columns.into_iter().map(column_name));
    sheet
}

/// The cell as it stands in the text; with quotation marks where its own characters would part it.
fn push_quoted(text: &mut String, cell: &str) {
    if cell.contains(['\t', '\n', '\r', '"']) {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

/// What a cell shows.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => fifteen_digits(*number),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(day) if day.is_duration() => {
            cell.as_time().map_or_else(|| fifteen_digits(day.as_f64()), |time| time.format("%H:%M:%S").to_string())
        }
        Data::DateTime(day) => {
            let shown = cell.as_datetime().map(|moment| moment.format("%Y-%m-%d %H:%M:%S").to_string());
            shown.map_or_else(|| fifteen_digits(day.as_f64()), |moment| without_midnight(&moment).to_owned())
        }
        Data::DateTimeIso(moment) => without_midnight(&moment.replace('T', " ")).to_owned(),
        Data::DurationIso(time) => time.clone(),
        Data::Error(error) => error.to_string(),
    }
}

/// A day without a time of its own.
fn without_midnight(moment: &str) -> &str {
    moment.strip_suffix(" 00:00:00").unwrap_or(moment)
}

/// The number in the fifteen significant digits to which spreadsheets show and compare: what a formula has added up
/// from tenths is the tenth again.
fn fifteen_digits(number: f64) -> String {
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if !(-20..=20).contains(&exponent) {
        return scientific;
    }
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let point = exponent + 1;
    let (whole, part) = match usize::try_from(point) {
        Ok(point) if point >= digits.len() => (format!("{digits:0<point$}"), String::new()),
        Ok(point) if point > 0 => (digits[..point].to_owned(), digits[point..].to_owned()),
        Ok(_) | Err(_) => ("0".to_owned(), "0".repeat(point.unsigned_abs() as usize) + digits),
    };
    let whole = if whole.is_empty() { "0" } else { &whole };
    match part.as_str() {
        "" if whole == "0" => "0".to_owned(),
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook};

    use super::*;
    use crate::source::cell_name;

    #[test]
    fn numbers_have_the_digits_that_a_spreadsheet_shows() {
        let cases = [
            (0.1 + 0.2, "0.3"),
            (4.5, "4.5"),
            (16.0, "16"),
            (-2.5, "-2.5"),
            (0.0, "0"),
            (87_051_234_567.0, "87051234567"),
            (0.000_125, "0.000125"),
            (120.0, "120"),
            (1.0 / 3.0, "0.333333333333333"),
        ];
        for (number, shown) in cases {
            assert_eq!(fifteen_digits(number), shown);
        }
    }

    #[test]
    fn cells_are_read_by_their_types_and_known_by_their_names() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("Парақ").unwrap();
        sheet.write(1, 1, "аты \"бір\"\nекі").unwrap();
        sheet.write(1, 2, 4.5).unwrap();
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2025, 10, 30).unwrap();
        sheet.write_with_format(3, 1, &day, &Format::new().set_num_format("dd.mm.yyyy")).unwrap();
        sheet.write(3, 2, true).unwrap();
        let read = read(&workbook.save_to_buffer().unwrap()).unwrap();
        assert_eq!(read.text, "\"аты \"\"бір\"\"\nекі\"\t4.5\n2025-10-30\tTRUE\n");
        let names: Vec<String> = read.grid.cells.iter().map(|(_, row, column)| cell_name(*row, *column)).collect();
        assert_eq!(
            (read.grid.sheet.as_str(), names.as_slice()),
            ("Парақ", ["B2", "C2", "B4", "C4"].map(str::to_owned).as_slice())
        );
        assert!(read.hidden.is_empty());
    }

    #[test]
    fn rows_and_columns_that_are_not_shown_are_read_and_named() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for row in 0..4 {
            sheet.write(row, 0, "a").unwrap();
            sheet.write(row, 2, 5).unwrap();
        }
        sheet.set_row_hidden(2).unwrap();
        sheet.set_row_hidden(9).unwrap();
        sheet.set_column_hidden(2).unwrap();
        sheet.set_column_hidden(1).unwrap();
        let read = read(&workbook.save_to_buffer().unwrap()).unwrap();
        assert_eq!(read.text.lines().count(), 4);
        assert_eq!(read.hidden, ["3", "C"]);
    }

    #[test]
    fn a_second_sheet_with_anything_in_it_is_named() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().set_name("Бірінші").unwrap().write(0, 0, "a").unwrap();
        workbook.add_worksheet().set_name("Бос").unwrap();
        workbook.add_worksheet().set_name("Екінші").unwrap().write(0, 0, "b").unwrap();
        workbook.add_worksheet().set_name("Жасырын").unwrap().set_hidden(true).write(0, 0, "c").unwrap();
        let fault = read(&workbook.save_to_buffer().unwrap()).unwrap_err();
        assert_eq!(fault, WorkbookFault::Several(vec!["Бірінші".to_owned(), "Екінші".to_owned()]));
        assert_eq!(read(&Workbook::new().save_to_buffer().unwrap()).unwrap_err(), WorkbookFault::Empty);
    }

    #[test]
    fn a_workbook_that_breaks_off_is_broken() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write(0, 0, "a").unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        assert!(matches!(
            read(&bytes[..bytes.len() / 2]),
            Err(WorkbookFault::Broken(_) | WorkbookFault::Foreign(Foreign::Archive))
        ));
        assert_eq!(read(b"participant;a\n").unwrap_err(), WorkbookFault::Text);
    }
}
