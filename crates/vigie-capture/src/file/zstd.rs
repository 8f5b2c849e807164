//! Zstandard (RFC 8878): frames one after another, with skippable frames among them.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Largest window that is held: what `zstd --ultra` and `zstd --long` use.
const LARGEST_WINDOW: u64 = 128 << 20;

/// A last block of no bytes and a checksum (which is not compared): it lets go of what a damaged frame
/// gave before its damage.
const LAST_BLOCK: [u8; 7] = [1, 0, 0, 0, 0, 0, 0];

/// What comes out of all the frames of `R`.
pub(super) struct ZstdFrames<R: BufRead> {
    source: R,
    frame: Option<Box<FrameDecoder>>,
    damage: Option<io::Error>,
}

impl<R: BufRead> ZstdFrames<R> {
    pub(super) const fn new(source: R) -> Self {
        Self { source, frame: None, damage: None }
    }

    /// Goes into the next frame that is not skippable; `false` at the end.
    fn enter(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            let mut frame = FrameDecoder::new();
            frame.set_max_window_size(LARGEST_WINDOW);
            match frame.init(&mut self.source) {
                Ok(()) => {
                    self.frame = Some(Box::new(frame));
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidData, error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(frame) = &mut self.frame else {
                if let Some(damage) = self.damage.take() {
                    return Err(damage);
                }
                if !self.enter()? {
                    return Ok(0);
                }
                continue;
            };
            match frame.read(buffer)? {
                0 if buffer.is_empty() => return Ok(0),
                0 if frame.is_finished() => self.frame = None,
                0 => {
                    let one = || BlockDecodingStrategy::UptoBlocks(1);
                    if let Err(error) = frame.decode_blocks(&mut self.source, one()) {
                        self.damage = Some(io::Error::new(io::ErrorKind::InvalidData, error));
                        if frame.decode_blocks(&LAST_BLOCK[..], one()).is_err() {
                            self.frame = None;
                        }
                    }
                }
                read => return Ok(read),
            }
        }
    }
}
