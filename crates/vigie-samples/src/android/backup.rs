//! A backup that `adb backup` made: four lines, then a tar, maybe compressed, maybe encrypted.
//!
//! After AOSP `services/backup/.../fullbackup/PerformAdbBackupTask.java` and
//! `utils/PasswordUtils.java`.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use aes::Aes256;
use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeEncrypt, KeyIvInit};
use serde_json::json;
use sha1::Sha1;

use super::phone::{Phone, TAKEN, note};
use super::{Answers, BackupForm, Plan, Plant, Planted};
use crate::words::WORDS;
use crate::{Error, Result, Rng};

impl Plan {
    /// Writes a backup to the file `out` and gives its answer key.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_backup(&self, out: &Path) -> Result<Answers> {
        let phone = Phone::new(self);
        let mut answers = phone.answers();
        let name = out.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let tar = archive(&phone, &name, &mut answers).map_err(Error::at(out))?;
        let form = &self.backup;
        let payload = if form.compressed { zlib(&tar).map_err(Error::at(out))? } else { tar };
        let mut file = BufWriter::new(File::create(out).map_err(Error::at(out))?);
        let sealed = match &form.password {
            Some(password) => seal(form, password, &payload, &mut phone.rng("backup keys"))?,
            None => {
                let head = format!(
                    "ANDROID BACKUP\n{}\n{}\nnone\n",
                    form.version,
                    u8::from(form.compressed)
                );
                [head.into_bytes(), payload].concat()
            }
        };
        // Damage: the end is missing.
        let end = if self.hostile { sealed.len() * 3 / 4 } else { sealed.len() };
        let kept = sealed.get(..end).unwrap_or(&sealed);
        file.write_all(kept).and_then(|()| file.flush()).map_err(Error::at(out))?;
        Ok(answers)
    }
}

fn zlib(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes)?;
    out.finish()
}

fn archive(phone: &Phone, file: &str, answers: &mut Answers) -> std::io::Result<Vec<u8>> {
    let mut tar = tar::Builder::new(Vec::new());
    let mut add = |name: &str, bytes: &[u8]| {
        let mut header = tar::Header::new_ustar();
        header.set_size(u64::try_from(bytes.len()).unwrap_or(0));
        header.set_mode(0o600);
        header.set_mtime(0);
        tar.append_data(&mut header, name, bytes)
    };
    let mut apps: Vec<&str> =
        vec!["com.android.providers.telephony", "com.whatsapp", "org.videolan.vlc"];
    let mut note_at = |plant: Plant, name: &str| {
        answers.planted.push(Planted {
            file: file.to_owned(),
            section: Some(name.to_owned()),
            seen: plant.value().to_owned(),
            ..note(plant)
        });
    };
    if phone.plan.has(Plant::BackupApp) {
        apps.push(Plant::BackupApp.value());
        note_at(Plant::BackupApp, &format!("apps/{}/_manifest", Plant::BackupApp.value()));
    }
    for app in apps {
        let manifest =
            format!("1\n{app}\n7\n{}\ncom.android.vending\n0\n1\n308202b3\n", phone.make.sdk);
        add(&format!("apps/{app}/_manifest"), manifest.as_bytes())?;
        add(&format!("apps/{app}/sp/settings.xml"), b"<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n    <boolean name=\"first\" value=\"false\" />\n</map>\n")?;
    }
    let (texts, pictures) = messages(phone, &mut note_at);
    answers.count(
        "messages",
        u64::try_from(texts.iter().map(Vec::len).sum::<usize>() + pictures.len()).unwrap_or(0),
    );
    for (number, texts) in texts.iter().enumerate() {
        let bytes = zlib(serde_json::to_string(texts)?.as_bytes())?;
        add(&format!("{FOLDER}/{number:06}_sms_backup"), &bytes)?;
    }
    add(
        &format!("{FOLDER}/000000_mms_backup"),
        &zlib(serde_json::to_string(&pictures)?.as_bytes())?,
    )?;
    tar.into_inner()
}

const FOLDER: &str = "apps/com.android.providers.telephony/d_f";

type Messages = Vec<serde_json::Value>;

/// Messages in files of a thousand, and those with pictures.
fn messages(phone: &Phone, note_at: &mut impl FnMut(Plant, &str)) -> (Vec<Messages>, Messages) {
    let mut rng = phone.rng("messages");
    let sms = |at: i64, address: &str, body: &str, sent: bool| {
        json!({
            "self_phone": "+2348000000001", "address": address, "body": body,
            "date": at.to_string(), "date_sent": if sent { "0".to_owned() } else { (at - 900).to_string() },
            "status": "-1", "type": if sent { "2" } else { "1" }, "recipients": [address], "read": "1",
        })
    };
    let count = i64::try_from(phone.plan.messages).unwrap_or(i64::MAX).max(1);
    let mut all: Messages = (0..count)
        .map(|number| {
            let at = TAKEN.plus(-200 * 86_400).0 / 1000 + number * (200 * 86_400_000 / count);
            let words: Vec<&str> = (0..rng.range(3, 14)).map(|_| rng.pick(WORDS)).collect();
            let address = format!("+23480000{:05}", rng.below(40));
            sms(at, &address, &words.join(" "), rng.chance(400))
        })
        .collect();
    let at = TAKEN.plus(-90_000).0 / 1000;
    let planted = [
        (
            Plant::SmsLink,
            "+2348000077001".to_owned(),
            format!("Pakket: https://{}/t?id=7", Plant::SmsLink.value()),
        ),
        (
            Plant::SmsBare,
            "+2348000077002".to_owned(),
            format!("zie {} vandaag", Plant::SmsBare.value()),
        ),
        (Plant::SmsSender, Plant::SmsSender.value().to_owned(), "bel me terug".to_owned()),
    ];
    let last = format!("{FOLDER}/{:06}_sms_backup", all.len() / 1000);
    let mut late = Messages::new();
    for (plant, address, body) in planted {
        if phone.plan.has(plant) {
            late.push(sms(at, &address, &body, false));
            note_at(plant, &last);
        }
    }
    let full = all.len() % 1000;
    let rest = all.split_off(all.len() - full);
    let mut files: Vec<Messages> = all.chunks(1000).map(<[_]>::to_vec).collect();
    files.push(rest.into_iter().chain(late).collect());
    let mms = |body: &str| {
        json!({
            "self_phone": "+2348000000001", "mms_addresses": [{"type": 137, "address": "+2348000000017", "charset": 106}],
            "mms_body": body, "mms_charset": 106, "date": (at / 1000).to_string(), "date_sent": "0",
            "m_type": "132", "v": "18", "msg_box": "1", "read": "1",
        })
    };
    let mut pictures = vec![mms("foto van zondag")];
    if phone.plan.has(Plant::MmsLink) {
        pictures.push(mms(&format!("kijk https://{}/foto", Plant::MmsLink.value())));
        note_at(Plant::MmsLink, &format!("{FOLDER}/000000_mms_backup"));
    }
    (files, pictures)
}

/// Encrypts `payload` with a master key, and that with the password.
fn seal(form: &BackupForm, password: &str, payload: &[u8], rng: &mut Rng) -> Result<Vec<u8>> {
    let (user_salt, check_salt): ([u8; 64], [u8; 64]) = (rng.bytes(), rng.bytes());
    let (user_iv, master_iv): ([u8; 16], [u8; 16]) = (rng.bytes(), rng.bytes());
    let master: [u8; 32] = rng.bytes();
    let derive = |secret: &[u8], salt: &[u8]| {
        pbkdf2::pbkdf2_hmac_array::<Sha1, 32>(secret, salt, form.rounds)
    };
    let user = derive(password.as_bytes(), &user_salt);
    let checksum = derive(&as_chars(&master, form.version), &check_salt);
    let blob = [&[16][..], &master_iv, &[32], &master, &[32], &checksum].concat();
    let encrypt = |key: &[u8; 32], iv: &[u8; 16], bytes: &[u8]| {
        let mut room = [bytes, &[0; 16]].concat();
        let cipher = cbc::Encryptor::<Aes256>::new(key.into(), iv.into());
        let sealed = cipher.encrypt_padded::<Pkcs7>(&mut room, bytes.len());
        sealed.map(<[u8]>::to_vec).map_err(|_| Error::Crypto("no room for the padding"))
    };
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02X}")).collect::<String>();
    let head = format!(
        "ANDROID BACKUP\n{}\n{}\nAES-256\n{}\n{}\n{}\n{}\n{}\n",
        form.version,
        u8::from(form.compressed),
        hex(&user_salt),
        hex(&check_salt),
        form.rounds,
        hex(&user_iv),
        hex(&encrypt(&user, &user_iv, &blob)?),
    );
    Ok([head.into_bytes(), encrypt(&master, &master_iv, payload)?].concat())
}

/// From version 2 the checksum is taken of the key's bytes as Java characters in UTF-8, where
/// those from 0x80 are signed: U+FF80 and up.
fn as_chars(key: &[u8], version: u8) -> Vec<u8> {
    if version < 2 {
        return key.to_vec();
    }
    let text: String = key
        .iter()
        .map(|byte| {
            let code = if *byte < 0x80 { u32::from(*byte) } else { 0xff00 | u32::from(*byte) };
            char::from_u32(code).unwrap_or('\u{0}')
        })
        .collect();
    text.into_bytes()
}
