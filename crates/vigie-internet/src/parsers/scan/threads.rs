//! Blocks on every core, results in the order of the file.
//!
//! One thread reads and unpacks; the others look through. A block in work and one waiting for each
//! thread are all that is in memory, whatever the length of the file.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;
use std::thread;

use crate::blocks::Block;

/// Threads at most.
const MOST_THREADS: usize = 64;

/// Gives each block of `next` to `work` and the results to `take`, in order, until one of these fails.
///
/// # Errors
/// The first of theirs.
pub(super) fn in_order<T: Send, E>(
    mut next: impl FnMut() -> io::Result<Option<Block>>,
    work: impl Fn(Block) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<Option<io::Error>, E> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    // A single block is not worth a thread.
    let first = match next() {
        Ok(Some(block)) => block,
        Ok(None) => return Ok(None),
        Err(error) => return Ok(Some(error)),
    };
    let (blocks_in, blocks) = sync_channel::<(u64, Block)>(threads);
    let (done_in, done) = sync_channel::<(u64, Option<T>)>(threads.saturating_mul(2));
    let blocks = Mutex::new(blocks);
    let second = next();
    if matches!(second, Ok(None)) {
        take(work(first))?;
        return Ok(None);
    }
    thread::scope(|scope| {
        for _ in 0..threads {
            let (done_in, blocks, work) = (done_in.clone(), &blocks, &work);
            scope.spawn(move || {
                loop {
                    let received = blocks.lock().ok().and_then(|blocks| blocks.recv().ok());
                    let Some((number, block)) = received else { return };
                    let result = catch_unwind(AssertUnwindSafe(|| work(block))).ok();
                    if done_in.send((number, result)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(done_in);
        let mut waiting: BTreeMap<u64, Option<T>> = BTreeMap::new();
        let (mut sent, mut taken) = (0_u64, 0_u64);
        let mut failed = None;
        let mut upcoming = Some(Ok(Some(first)));
        let mut second = Some(second);
        let in_flight = (threads as u64).saturating_mul(2);
        let mut ended = false;
        loop {
            while !ended && sent.saturating_sub(taken) < in_flight {
                let block = upcoming.take().or_else(|| second.take()).unwrap_or_else(&mut next);
                match block {
                    Ok(Some(block)) => {
                        // Only fails when every thread is gone, which shows below.
                        let _ = blocks_in.send((sent, block));
                        sent = sent.saturating_add(1);
                    }
                    Ok(None) => ended = true,
                    Err(error) => (ended, failed) = (true, Some(error)),
                }
                // Results are taken as they come, so that nobody waits for room.
                while let Ok((number, result)) = done.try_recv() {
                    waiting.insert(number, result);
                }
                while let Some(result) = waiting.remove(&taken) {
                    taken = taken.saturating_add(1);
                    let Some(result) = result else { return Ok(Some(failure())) };
                    take(result)?;
                }
            }
            if taken == sent && ended {
                drop(blocks_in);
                return Ok(failed);
            }
            let Ok((number, result)) = done.recv() else { return Ok(failed) };
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&taken) {
                taken = taken.saturating_add(1);
                let Some(result) = result else { return Ok(Some(failure())) };
                take(result)?;
            }
        }
    })
}

/// What stands in for the result of a block that made the parser fail.
fn failure() -> io::Error {
    io::Error::other("a block made the parser fail: please report it")
}
