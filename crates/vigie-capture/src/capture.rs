//! A capture being read.

use std::io::{self, Read};

use vigie_core::{SharedBytes, Stop};

use crate::decode::{Decoder, FragmentConflict};
use crate::file::{Damage, FileFacts, Frames};
use crate::{Frame, Interface, LinkType, Packet, Tally};

/// A capture being read, from its first frame to its last.
pub struct Capture {
    frames: Frames,
    decoder: Decoder,
}

impl Capture {
    /// Opens a file by its content: pcap or pcapng, alone or inside gzip or zstd.
    ///
    /// # Errors
    /// When it is no capture, or cannot be read.
    pub fn open(data: SharedBytes) -> Result<Self, Stop> {
        Ok(Self { frames: Frames::of_file(data)?, decoder: Decoder::default() })
    }

    /// Opens a capture that comes in a stream, such as a pipe, and may never end.
    ///
    /// # Errors
    /// When it is no capture, or cannot be read.
    pub fn stream(stream: Box<dyn Read + Send>) -> Result<Self, Stop> {
        Ok(Self { frames: Frames::of_stream(stream)?, decoder: Decoder::default() })
    }

    /// Takes frames of link type `user` (one of those kept for private use, 147 to 162) for `real`.
    pub fn take_link_for(&mut self, user: LinkType, real: LinkType) {
        self.decoder.take_link_for(user, real);
    }

    /// The next frame as it stands in the file, lent until the one after it is asked for.
    ///
    /// # Errors
    /// When bytes cannot be had.
    pub fn next_frame(&mut self) -> Result<Option<Frame<'_>>, Stop> {
        self.frames.next()
    }

    /// Shows what the next frame carries to `see`; `false` when there is none. For streams, which want
    /// something done between two frames.
    ///
    /// # Errors
    /// When bytes cannot be had, or `see` gives one.
    pub fn step(
        &mut self,
        see: &mut dyn FnMut(&Packet<'_>) -> Result<(), Stop>,
    ) -> Result<bool, Stop> {
        let Some(frame) = self.frames.next()? else {
            self.decoder.end();
            return Ok(false);
        };
        self.decoder.decode(&frame, see)?;
        Ok(true)
    }

    /// Shows every packet to `see`: what frames carry once link headers, tunnels and fragments are
    /// taken off.
    ///
    /// # Errors
    /// When bytes cannot be had, or `see` gives one.
    pub fn each_packet(
        &mut self,
        see: &mut dyn FnMut(&Packet<'_>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        while let Some(frame) = self.frames.next()? {
            self.decoder.decode(&frame, see)?;
        }
        self.decoder.end();
        Ok(())
    }

    /// Reads bytes again, at most as many as `buffer` takes, from an offset that
    /// [`Origin::File`](crate::Origin::File) gave.
    ///
    /// # Errors
    /// When they cannot be had: the capture is packed, or a stream.
    pub fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, Stop> {
        let gone =
            || io::Error::new(io::ErrorKind::NotSeekable, "the capture cannot be read twice");
        Ok(self.file().ok_or_else(gone)?.read_at(offset, buffer)?)
    }

    /// The file that frames stand in, when they stand in it as they are.
    #[must_use]
    pub const fn file(&self) -> Option<&SharedBytes> {
        self.frames.file()
    }

    /// Offset of what was not read yet; of unpacked bytes where the file is packed.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        self.frames.offset()
    }

    /// What the file says of itself, as far as it was read.
    #[must_use]
    pub const fn facts(&self) -> &FileFacts {
        &self.frames.book.facts
    }

    /// Interfaces that were met so far.
    #[must_use]
    pub fn interfaces(&self) -> &[Interface] {
        &self.frames.book.interfaces
    }

    /// What was counted so far. Datagrams that still wait for fragments count as never joined.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.decoder.tally()
    }

    /// How many damages were met so far, those included that are not listed.
    #[must_use]
    pub const fn damage_count(&self) -> u64 {
        self.frames.book.damage_count
    }

    /// Damages met since this was asked last, the first thousand of them.
    pub fn take_damages(&mut self) -> Vec<Damage> {
        self.frames.book.take_damages()
    }

    /// Contradicting fragments met since this was asked last, the first thousand of them.
    pub fn take_fragment_conflicts(&mut self) -> Vec<FragmentConflict> {
        self.decoder.take_conflicts()
    }
}
