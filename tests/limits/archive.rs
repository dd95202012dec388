//! Packages made by hand, of which the parts can be anything.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A package of these parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // By this part, which is not packed, an OpenDocument file is known.
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The same package, which says of each part that it unpacks to a single byte.
pub fn lying(mut package: Vec<u8>) -> Vec<u8> {
    for at in 0..package.len().saturating_sub(30) {
        // The unpacked size in the head of a part and in the directory: 4.3.7 and 4.3.12 of the format's description.
        let size = match &package[at..at + 4] {
            b"PK\x03\x04" => at + 22,
            b"PK\x01\x02" => at + 24,
            _ => continue,
        };
        package[size..size + 4].copy_from_slice(&1_u32.to_le_bytes());
    }
    package
}
