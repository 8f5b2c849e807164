//! Zip archives for tests.
#![expect(unreachable_pub, reason = "shared by tests")]

use std::collections::BTreeMap;
use std::io::Write as _;

/// A zip archive of files, all changed at one moment.
pub fn zip_of(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let time = zip::DateTime::from_date_and_time(2026, 1, 2, 3, 4, 6).unwrap();
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default().last_modified_time(time);
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
