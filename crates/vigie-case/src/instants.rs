//! The instants of a block's records, apart from the records: what a question about time reads.
//!
//! For each record the number of its stamps, then each as the difference from the one before it in
//! the block, as LEB128. A block of 150 records takes a kilobyte where the records take sixty-four.

use vigie_core::pack::{leb128, read_leb128, unzigzag, zigzag};
use vigie_core::{Reader, Stamp, Stop};

/// Collects the instants of a block.
#[derive(Default)]
pub(crate) struct Instants {
    bytes: Vec<u8>,
    last: i64,
}

impl Instants {
    /// Adds the next record's.
    pub(crate) fn push(&mut self, stamps: &[Stamp]) {
        leb128(&mut self.bytes, stamps.len() as u64);
        for stamp in stamps {
            let micros = stamp.at.unix_micros();
            // Years 1 to 9999 are far from the ends of an i64.
            leb128(&mut self.bytes, zigzag(micros.saturating_sub(self.last)));
            self.last = micros;
        }
    }

    /// Takes what was collected and starts the next block.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        self.last = 0;
        std::mem::take(&mut self.bytes)
    }
}

/// Shows the place of each record in its block, the place of each stamp in the record, and its
/// microseconds since 1970.
pub(crate) fn each(bytes: &[u8], see: &mut dyn FnMut(i64, u16, i64)) -> Result<(), Stop> {
    let mut reader = Reader::new(bytes);
    let mut last = 0i64;
    for place in 0i64.. {
        if reader.is_empty() {
            break;
        }
        let count = read_leb128(&mut reader)?;
        for stamp in 0..count {
            last = last.saturating_add(unzigzag(read_leb128(&mut reader)?));
            see(place, u16::try_from(stamp).unwrap_or(u16::MAX), last);
        }
    }
    Ok(())
}
