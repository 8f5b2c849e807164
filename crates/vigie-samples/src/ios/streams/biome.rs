//! Biome's streams of apps and navigations, and the streams of privacy accounting beside them.
//!
//! Streams lie in `Biome/streams/restricted/<stream>/local/`, in files named after the time of
//! their first record in microseconds since 2001. Until iOS 16 the events of Core Duet go by
//! `_DKEvent.…` names; their messages hold the stream, begin, end, value and write time.

use super::message::Message;
use super::segb::{Record, State, first, second};
use crate::ios::entries::Entry;
use crate::ios::layout::file;
use crate::ios::life::link;
use crate::ios::phone::Phone;
use crate::ios::{Hostile, Plant};
use crate::words::APPS;
use crate::{Result, Rng};

const HOME: &str = "HomeDomain";

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    in_focus(phone)?;
    installed(phone)?;
    navigations(phone)?;
    privacy(phone)
}

fn in_focus(phone: &mut Phone) -> Result<()> {
    let mut rng = phone.rng("biome focus");
    let app = |rng: &mut Rng, _| rng.pick(APPS).to_owned();
    let entries = phone.entries(&mut rng, 40, app, &[]);
    let records = records(&entries, |entry, number| {
        Message::default()
            .text(1, "com.apple.SpringBoard.transitionReason.homescreen")
            .int(2, 1)
            .int(3, number % 2)
            .double(4, entry.time.mac())
            .text(6, &entry.value)
            .text(9, "1.0")
            .text(10, "1")
    });
    let stream = match phone.plan.ios {
        15 => "public/AppInFocus",
        16 => "restricted/_DKEvent.App.InFocus",
        _ => "restricted/App.InFocus",
    };
    stream_file(phone, &format!("Library/Biome/streams/{stream}"), &entries, &records)
}

fn installed(phone: &mut Phone) -> Result<()> {
    let mut rng = phone.rng("biome install");
    let planted = [(Plant::BiomeApp, "example.nachtwacht.ambient")];
    let app = |rng: &mut Rng, _| rng.pick(APPS).to_owned();
    let entries = phone.entries(&mut rng, 15, app, &planted);
    let uuids: Vec<String> = entries.iter().map(|_| rng.uuid()).collect();
    let records = records(&entries, |entry, number| {
        let uuid = usize::try_from(number).ok().and_then(|at| uuids.get(at));
        event("/app/install", entry, uuid.map_or("", |uuid| uuid))
    });
    let name = if phone.plan.ios >= 18 { "App.Install" } else { "_DKEvent.App.Install" };
    let folder = format!("Library/Biome/streams/restricted/{name}");
    stream_file(phone, &folder, &entries, &records)
}

fn navigations(phone: &mut Phone) -> Result<()> {
    let mut rng = phone.rng("biome safari");
    let planted = [(Plant::BiomeUrl, "https://biome-spoor.test/artikel")];
    let entries = phone.entries(&mut rng, 30, |rng, _| link(rng), &planted);
    let uuid = rng.uuid();
    let old = phone.plan.ios <= 16;
    let records = records(&entries, |entry, _| {
        if old {
            event("/safari/history", entry, &uuid)
        } else {
            Message::default().double(1, entry.time.mac()).text(2, &entry.value).text(3, "Title")
        }
    });
    let name = if old { "_DKEvent.Safari.History" } else { "Safari.Navigations" };
    let folder = format!("Library/Biome/streams/restricted/{name}");
    stream_file(phone, &folder, &entries, &records)
}

/// An event of Core Duet.
fn event(stream: &str, entry: &Entry, uuid: &str) -> Message {
    let kind = Message::default().int(1, 4).int(2, 0);
    let stream = Message::default().text(1, stream).message(2, &kind);
    let value = Message::default().message(1, &kind).text(3, &entry.value);
    Message::default()
        .message(1, &stream)
        .double(2, entry.time.mac())
        .double(3, entry.time.mac())
        .message(4, &value)
        .text(5, uuid)
        .double(8, entry.time.mac() + 0.5)
        .int(10, 1)
}

/// Accesses to microphone and camera, which the app privacy report shows.
fn privacy(phone: &mut Phone) -> Result<()> {
    let mut rng = phone.rng("privacy");
    let planted = [(Plant::PrivacyAccess, "example.nachtwacht.recorder")];
    let app = |rng: &mut Rng, _| rng.pick(APPS).to_owned();
    let entries = phone.entries(&mut rng, 20, app, &planted);
    let ids: Vec<[u8; 16]> = entries.iter().map(|_| rng.bytes()).collect();
    let records = records(&entries, |entry, number| {
        let id = usize::try_from(number).ok().and_then(|at| ids.get(at)).copied();
        let client = Message::default().int(1, 0).text(2, &entry.value);
        let access =
            Message::default().message(1, &client).bytes(2, &id.unwrap_or_default()).int(3, 2);
        Message::default().message(1, &access).text(2, "kTCCServiceMicrophone")
    });
    let folder = "Library/PrivacyAccounting/Biome/com.apple.privacy.accounting.stream.tcc";
    stream_file(phone, folder, &entries, &records)
}

/// A record for each entry; every seventh ordinary one was deleted since, and room follows.
fn records(entries: &[Entry], payload: impl Fn(&Entry, u64) -> Message) -> Vec<Record> {
    let mut records: Vec<Record> = (0_u64..)
        .zip(entries)
        .map(|(number, entry)| {
            let deleted = entry.plant.is_none() && number % 7 == 3;
            Record {
                state: if deleted { State::Deleted } else { State::Written },
                time: entry.time,
                payload: payload(entry, number).into_bytes(),
            }
        })
        .collect();
    if let Some(last) = entries.last() {
        records.push(Record { state: State::Empty, time: last.time, payload: vec![0; 24] });
    }
    records
}

fn stream_file(
    phone: &mut Phone,
    folder: &str,
    entries: &[Entry],
    records: &[Record],
) -> Result<()> {
    let mut bytes = if phone.plan.ios >= 17 { second(records) } else { first(records) };
    let began = records.first().map_or(0, |record| record.time.mac_nanos() / 1000);
    let path = format!("{folder}/local/{began}");
    phone.write(file(HOME, &path), &bytes)?;
    for entry in entries {
        if let Some(plant) = entry.plant {
            phone.planted(plant, file(HOME, &path), entry.value.as_str());
        }
    }
    phone.count("biome", entries.len() as u64);
    if phone.odd(Hostile::CutBlobs) {
        // A file that ends too early, and one whose head promises the impossible.
        let cut = bytes.len() * 2 / 3;
        phone.write(file(HOME, &format!("{path}1")), bytes.get(..cut).unwrap_or(&[]))?;
        for at in [0, 1, 2, 3, 4, 5, 6, 7] {
            if let Some(byte) = bytes.get_mut(at + if phone.plan.ios >= 17 { 4 } else { 0 }) {
                *byte = 0xff;
            }
        }
        phone.write(file(HOME, &format!("{path}2")), &bytes)?;
    }
    Ok(())
}
