//! Attachments of messages.

use rusqlite::params;

use super::body::attributed;
use super::writer::Writer;
use super::{FILE, Message, date};
use crate::ios::Plant;
use crate::ios::life::{Slot, slots};
use crate::ios::phone::Phone;
use crate::{Result, Rng};

const KINDS: &[(&str, &str, &str)] = &[
    ("IMG_", "HEIC", "image/heic"),
    ("IMG_", "jpeg", "image/jpeg"),
    ("Audio Message ", "caf", "audio/x-caf"),
    ("document-", "pdf", "application/pdf"),
];

/// Attachments: rows, and for ordinary ones no file, as most backups keep media in iCloud.
pub(super) fn attachments(phone: &mut Phone, writer: &mut Writer, rng: &mut Rng) -> Result<()> {
    let mut special: Vec<(Plant, String)> = [
        (
            Plant::AttachmentName,
            "~/Library/SMS/Attachments/4e/14/8C0A3D51-22F1-4B7E-A1C0-77D2E0A4B911/nw_invite.gif",
        ),
        (Plant::AttachmentPath, "~/Library/SMS/Attachments/nw7/01/stage.bin"),
        (Plant::AttachmentStaged, "/var/tmp/6F31-pdf-1"),
    ]
    .into_iter()
    .filter(|(plant, _)| phone.has(*plant))
    .map(|(plant, path)| (plant, path.to_owned()))
    .collect();
    let calendar = phone.calendar(phone.plan.attachments);
    let mut insert = writer.connection.prepare(
        "INSERT INTO attachment(guid, created_date, start_date, filename, uti, mime_type, transfer_state, is_outgoing, transfer_name, total_bytes)
         VALUES (?1, ?2, ?2, ?3, ?4, ?5, 5, ?6, ?7, ?8)",
    )?;
    let mut join =
        writer.connection.prepare("INSERT INTO message_attachment_join VALUES (?1, ?2)")?;
    let mut time = phone.release.backed_up.plus(-86_400);
    let mut count = 0;
    for slot in slots(phone.plan.attachments, special.len()) {
        let (prefix, ending, mime) =
            KINDS.get(usize::try_from(rng.below(4)).unwrap_or(0)).copied().unwrap_or(("", "", ""));
        let (plant, path) = match slot {
            Slot::Ordinary(number) => {
                time = calendar.at(number, rng);
                let (one, other, folder) = (rng.hex(2), rng.hex(2), rng.uuid());
                let name = format!("{prefix}{number:04}.{ending}");
                (None, format!("~/Library/SMS/Attachments/{one}/{other}/{folder}/{name}"))
            }
            Slot::Special(number) => {
                let taken =
                    special.get_mut(number).map(|(plant, path)| (*plant, std::mem::take(path)));
                taken.map_or((None, String::new()), |(plant, path)| (Some(plant), path))
            }
        };
        let outgoing = plant.is_none() && rng.chance(400);
        let message = Message {
            from_me: outgoing,
            attachment: true,
            attributed: Some(attributed("\u{fffc}", outgoing)),
            ..Message::default()
        };
        let message = writer.message(&message, time, rng)?;
        let name = path.rsplit('/').next().unwrap_or("");
        let since_2001 = date(time, 10);
        insert.execute(params![
            rng.uuid(),
            since_2001,
            path,
            format!("public.{ending}"),
            mime,
            outgoing,
            name,
            rng.below(4_000_000).cast_signed()
        ])?;
        let row = writer.connection.last_insert_rowid();
        join.execute([message, row])?;
        count += 1;
        if let Some(plant) = plant {
            phone.planted_row(plant, FILE, "attachment", row, path);
        }
    }
    phone.count("sms_attachments", count);
    Ok(())
}
