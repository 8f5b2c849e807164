//! Bytes that keep coming, given to several parsers at once, each at its own pace.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use vigie_core::ReadAt;

use crate::check::STOP;

/// Bytes that came together.
type Piece = Arc<[u8]>;

/// Most bytes that come together.
const PIECE: usize = 256 << 10;

/// Pieces that wait for a slow parser before the sender has to.
const WAITING: usize = 64;

/// Bytes behind the last one that can be read again.
const KEPT: u64 = 32 << 20;

/// How often a parser that waits for bytes looks whether the user wants to stop.
const LOOK: Duration = Duration::from_millis(100);

/// Gives what `from` gives to as many streams as are asked for, until it ends or nobody reads any more.
///
/// The thread that reads is not waited for: a read from a terminal cannot be interrupted.
pub(super) fn shared(mut from: impl Read + Send + 'static, readers: usize) -> Vec<Stream> {
    let (mut to, streams): (Vec<SyncSender<Piece>>, Vec<Stream>) = (0..readers)
        .map(|_| {
            let (to, from) = sync_channel(WAITING);
            (to, Stream::of(from))
        })
        .unzip();
    std::thread::spawn(move || {
        let mut buffer = vec![0; PIECE];
        while !to.is_empty() {
            let read = match from.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Ok(read) if read > 0 => read,
                _ => break,
            };
            let piece: Piece = buffer.get(..read).unwrap_or_default().into();
            to.retain(|to| to.send(Arc::clone(&piece)).is_ok());
        }
    });
    streams
}

/// A stream as a parser reads it: forward, and again what came last.
pub(super) struct Stream(Mutex<Window>);

struct Window {
    from: Receiver<Piece>,
    pieces: VecDeque<Piece>,
    start: u64,
    end: u64,
    is_over: bool,
}

impl Stream {
    fn of(from: Receiver<Piece>) -> Self {
        let pieces = VecDeque::new();
        Self(Mutex::new(Window { from, pieces, start: 0, end: 0, is_over: false }))
    }
}

impl ReadAt for Stream {
    /// Nobody knows.
    fn size(&self) -> u64 {
        u64::MAX
    }

    /// Waits until there are bytes; 0 once the stream is over, or the user wants to stop.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while offset >= window.end {
            if !window.wait() {
                return Ok(0);
            }
        }
        window.copy(offset, buffer)
    }
}

impl Window {
    /// Waits for the next piece; false when there is none.
    fn wait(&mut self) -> bool {
        while !self.is_over {
            match self.from.recv_timeout(LOOK) {
                Ok(piece) => {
                    self.push(piece);
                    return true;
                }
                Err(RecvTimeoutError::Timeout) => self.is_over = STOP.load(Ordering::Relaxed),
                Err(RecvTimeoutError::Disconnected) => self.is_over = true,
            }
        }
        false
    }

    fn push(&mut self, piece: Piece) {
        self.end = self.end.saturating_add(piece.len() as u64);
        self.pieces.push_back(piece);
        while let Some(first) = self.pieces.front() {
            let after = self.start.saturating_add(first.len() as u64);
            if self.end.saturating_sub(after) < KEPT {
                break;
            }
            self.start = after;
            self.pieces.pop_front();
        }
    }

    fn copy(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let gone = || io::Error::other("these bytes of the stream are not kept any more");
        let mut before = offset.checked_sub(self.start).ok_or_else(gone)?;
        for piece in &self.pieces {
            let len = piece.len() as u64;
            if before < len {
                let from = usize::try_from(before).unwrap_or(usize::MAX);
                return piece.get(from..).unwrap_or_default().read(buffer);
            }
            before = before.saturating_sub(len);
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives `left` bytes, each the low byte of its place, a few at a time.
    struct Slow {
        at: u64,
        left: u64,
    }

    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let len = buffer.len().min(70_001).min(usize::try_from(self.left).unwrap());
            for byte in &mut buffer[..len] {
                *byte = self.at.to_le_bytes()[0];
                self.at += 1;
            }
            self.left -= len as u64;
            Ok(len)
        }
    }

    fn read_on(stream: &Stream, from: u64) -> u64 {
        let mut at = from;
        let mut buffer = [0; 4096];
        loop {
            let read = stream.read_at(at, &mut buffer).unwrap();
            if read == 0 {
                return at;
            }
            assert_eq!(buffer[read - 1], (at + read as u64 - 1).to_le_bytes()[0]);
            at += read as u64;
        }
    }

    #[test]
    fn everybody_gets_every_byte_and_the_last_ones_again() {
        let len = KEPT + (8 << 20);
        let streams = shared(Slow { at: 0, left: len }, 2);
        std::thread::scope(|scope| {
            for stream in &streams {
                scope.spawn(move || {
                    assert_eq!(read_on(stream, 0), len);
                    assert_eq!(read_on(stream, len - KEPT + (1 << 20)), len);
                    assert!(stream.read_at(0, &mut [0]).is_err());
                });
            }
        });
    }

    #[test]
    fn one_that_stops_reading_does_not_stop_the_others() {
        let mut streams = shared(Slow { at: 0, left: 40 << 20 }, 2);
        drop(streams.pop());
        assert_eq!(read_on(&streams[0], 0), 40 << 20);
    }
}
