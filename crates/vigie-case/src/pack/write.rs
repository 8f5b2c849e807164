//! Writing records.

use vigie_core::pack::{Packer, Unwritable};
use vigie_core::{Clock, Locator, Record, Stamp};
use zeroize::Zeroize as _;

use super::place;

/// Writes records into one block after the other.
#[derive(Default)]
pub(crate) struct RecordPacker(Packer);

impl RecordPacker {
    /// Bytes of the block if it ended here.
    pub(crate) fn len(&self) -> usize {
        self.0.block_len()
    }

    /// Takes the block and starts the next.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        self.0.take()
    }

    /// Gives a buffer back to be used again.
    pub(crate) fn reuse(&mut self, bytes: Vec<u8>) {
        self.0.reuse(bytes);
    }

    /// Appends a record behind its length. After an error the block is as before but for names that
    /// nothing uses.
    pub(crate) fn record(
        &mut self,
        at: &Locator,
        record: &dyn Record,
        stamps: &[Stamp],
    ) -> Result<(), Unwritable> {
        let before = self.0.len();
        let start = self.0.open();
        self.0.literal(record.kind().id);
        self.place(at);
        self.stamps(stamps);
        let written = record.pack(&mut self.0);
        match written {
            Ok(()) => self.0.close(start),
            Err(_) => self.0.cut(before),
        }
        written
    }

    fn place(&mut self, at: &Locator) {
        let packer = &mut self.0;
        let (tag, number) = match at {
            Locator::Whole => return packer.byte(place::WHOLE),
            Locator::Key(key) => {
                packer.byte(place::KEY);
                return packer.text(key);
            }
            Locator::Row { table, row, byte, wal } => {
                packer.byte(if *wal { place::ROW_IN_WAL } else { place::ROW });
                match table {
                    std::borrow::Cow::Borrowed(table) => packer.literal(table),
                    std::borrow::Cow::Owned(table) => packer.name(table),
                }
                packer.signed(*row);
                return packer.number(byte.map_or(0, |byte| byte.saturating_add(1)));
            }
            Locator::Line(line) => (place::LINE, *line),
            Locator::Byte(byte) => (place::BYTE, *byte),
            Locator::Packet(packet) => (place::PACKET, *packet),
        };
        packer.byte(tag);
        packer.number(number);
    }

    fn stamps(&mut self, stamps: &[Stamp]) {
        self.0.number(stamps.len() as u64);
        for Stamp { at, means, clock } in stamps {
            self.0.signed(at.unix_micros());
            self.0.literal(means);
            self.0.byte(match clock {
                Clock::Utc => 0,
                Clock::LocalUnknownOffset => 1,
                Clock::Remote => 2,
                Clock::DeviceZone => 3,
            });
        }
    }
}

impl Drop for RecordPacker {
    fn drop(&mut self) {
        self.0.take().zeroize();
    }
}
