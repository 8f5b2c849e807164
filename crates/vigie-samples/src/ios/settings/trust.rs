//! Root certificates that the owner trusts: `TrustStore.sqlite3`.
//!
//! The table is that of Apple's `SecTrustStoreServer.c` (Security, open source): keyed by SHA-1
//! until iOS 13, since then by SHA-256 with a UUID. `subj` is the subject in DER, `tset` a property
//! list of settings, `data` the certificate in DER.

use plist::Value;
use rusqlite::params;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::Result;
use crate::ios::Plant;
use crate::ios::archive::binary;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;

const FILE: DeviceFile = file("KeychainDomain", "TrustStore.sqlite3");
/// A root certificate made for these samples; its key was thrown away.
const ROOT: &[u8] = include_bytes!("nachtwacht-root.der");
/// Where its subject stands: serial, algorithm, issuer and validity come before.
const SUBJECT: &[u8] = b"\x30\x3f\x31\x0b\x30\x09\x06\x03\x55\x04\x06\x13\x02BE\x31\x13\x30\x11\x06\x03\x55\x04\x0a\x0c\x0aNachtwacht\x31\x1b\x30\x19\x06\x03\x55\x04\x03\x0c\x12Nachtwacht Root CA";
const SHA256_FROM: u8 = 14;

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    let newer = phone.plan.ios >= SHA256_FROM;
    let schema = if newer {
        "CREATE TABLE tsettings(sha256 BLOB NOT NULL DEFAULT '',subj BLOB NOT NULL DEFAULT '',tset BLOB,data BLOB,uuid BLOB NOT NULL DEFAULT '',UNIQUE(sha256,uuid));"
    } else {
        "CREATE TABLE tsettings(sha1 BLOB NOT NULL DEFAULT '',subj BLOB NOT NULL DEFAULT '',tset BLOB,data BLOB,PRIMARY KEY(sha1));"
    };
    let schema = format!("{schema}CREATE INDEX isubj ON tsettings(subj);");
    let database = phone.database(FILE, &schema)?;
    if phone.has(Plant::TrustedRoot) {
        let settings = binary(&Value::Array(Vec::new()))?;
        let connection = database.connection();
        if newer {
            connection.execute(
                "INSERT INTO tsettings VALUES (?1, ?2, ?3, ?4, ?5)",
                params![Sha256::digest(ROOT).as_slice(), SUBJECT, settings, ROOT, b"made up"],
            )?;
        } else {
            connection.execute(
                "INSERT INTO tsettings VALUES (?1, ?2, ?3, ?4)",
                params![Sha1::digest(ROOT).as_slice(), SUBJECT, settings, ROOT],
            )?;
        }
        phone.planted_row(Plant::TrustedRoot, FILE, "tsettings", 1, "Nachtwacht Root CA");
        phone.count("trust_store", 1);
    }
    phone.keep(FILE, database)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_stands_in_the_certificate_as_issuer_and_as_subject() {
        let found = ROOT.windows(SUBJECT.len()).filter(|window| *window == SUBJECT).count();
        assert_eq!(found, 2);
        assert_eq!(ROOT.get(..2), Some(&b"\x30\x82"[..]));
        assert_eq!(ROOT.len(), 4 + usize::from(u16::from_be_bytes([ROOT[2], ROOT[3]])));
    }
}
