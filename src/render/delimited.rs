//! Tables as delimited text, the only way in which any is written: no cell of it is a formula.

use csv::WriterBuilder;

use crate::sheet::guard;

/// The table as scripts read it: commas, no byte order mark.
#[must_use]
pub fn for_scripts<R: IntoIterator<Item = String>>(rows: impl IntoIterator<Item = R>) -> String {
    write(rows, b',', "")
}

/// The table as Excel opens it in Kazakh and Russian: semicolons, a byte order mark.
#[must_use]
pub fn for_spreadsheets<R: IntoIterator<Item = String>>(rows: impl IntoIterator<Item = R>) -> String {
    write(rows, b';', "\u{feff}")
}

fn write<R: IntoIterator<Item = String>>(rows: impl IntoIterator<Item = R>, delimiter: u8, mark: &str) -> String {
    let mut writer = WriterBuilder::new().delimiter(delimiter).from_writer(mark.as_bytes().to_vec());
    for row in rows {
        let cells: Vec<String> = row.into_iter().map(|cell| guard(&cell).into_owned()).collect();
        writer.write_record(cells).expect("a row is written to memory, each as wide as the next");
    }
    String::from_utf8(writer.into_inner().expect("nothing is left to be written")).expect("texts are UTF-8")
}
