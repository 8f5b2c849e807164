//! Tasks on every core.

use std::io;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use vigie_case::{BlockBuffer, CaseError, CaseWriter};
use vigie_core::{Input, Limits, ReadAt, SharedBytes, Stop, Streamed, parse};
use vigie_evidence::{File, Opened};
use vigie_match::Indicators;

use super::STOP;
use super::plan::{Plan, Task};
use super::sources::Source;
use super::worker::{Made, Store, Worker};
use crate::terminal::Bar;

/// The index of a backup, whose hash identifies the backup: it is hashed once for both.
const IDENTITY: &str = "/backup/Manifest.db";

/// Everything workers share.
pub(super) struct Shared<'a> {
    pub(super) sources: &'a [Source],
    pub(super) plan: &'a Plan,
    pub(super) indicators: &'a Indicators,
    pub(super) case: &'a CaseWriter,
    pub(super) threads: usize,
}

/// Bytes read so far, of all that are to be read.
#[derive(Default)]
struct Done {
    bytes: AtomicU64,
}

/// Runs every task; gives what each made, in order of their numbers.
///
/// # Errors
/// When the case cannot be written.
pub(super) fn run(shared: &Shared<'_>, bars: &mut [Bar]) -> Result<Vec<Option<Made>>, Stop> {
    let order = shared.plan.longest_first();
    let jobs = order.len().saturating_add(shared.plan.files.len());
    let next = AtomicUsize::new(0);
    let done: Vec<Arc<Done>> = shared.sources.iter().map(|_| Arc::default()).collect();
    let made: Vec<Mutex<Option<Made>>> = order.iter().map(|_| Mutex::new(None)).collect();
    let failed: Mutex<Option<Stop>> = Mutex::new(None);
    let work = || {
        while !STOP.load(Ordering::Relaxed) {
            let job = next.fetch_add(1, Ordering::Relaxed);
            if job >= jobs || lock(&failed).is_some() {
                break;
            }
            if let Err(stop) = shared.job(job, &order, &made, &done) {
                *lock(&failed) = Some(stop);
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..shared.threads.max(1)).map(|_| scope.spawn(work)).collect();
        let all = shared.bytes();
        while !workers.iter().all(std::thread::ScopedJoinHandle::is_finished) {
            std::thread::park_timeout(Duration::from_millis(5));
            for ((bar, done), all) in bars.iter_mut().zip(&done).zip(&all) {
                bar.set(done.bytes.load(Ordering::Relaxed).min(*all), *all);
            }
        }
    });
    match failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(stop) => Err(stop),
        None => Ok(made
            .into_iter()
            .map(|made| made.into_inner().unwrap_or_else(PoisonError::into_inner))
            .collect()),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared<'_> {
    /// Bytes of all tasks of each source, and of all its files once more for their hashes.
    fn bytes(&self) -> Vec<u64> {
        let mut bytes = vec![0u64; self.sources.len()];
        let hashed = self.plan.files.iter().filter_map(|(source, file, _)| {
            self.file(*source, *file).and_then(|(_, file)| Some((*source, file.size?)))
        });
        let read = self.plan.tasks.iter().map(|task| (task.source, task.size));
        for (source, size) in read.chain(hashed) {
            if let Some(bytes) = bytes.get_mut(source) {
                *bytes = bytes.saturating_add(size);
            }
        }
        bytes
    }

    fn file(&self, source: usize, file: usize) -> Option<(&Opened, &File)> {
        let opened = self.sources.get(source)?.opened.as_ref()?;
        Some((opened, opened.files().get(file)?))
    }

    fn job(
        &self,
        job: usize,
        order: &[usize],
        made: &[Mutex<Option<Made>>],
        done: &[Arc<Done>],
    ) -> Result<(), Stop> {
        if let Some(at) = order.get(job) {
            let (Some(task), Some(slot)) = (self.plan.tasks.get(*at), made.get(*at)) else {
                return Ok(());
            };
            let Some(done) = done.get(task.source) else { return Ok(()) };
            *lock(slot) = self.task(task, done)?;
        } else if let Some(file) = self.plan.files.get(job.saturating_sub(order.len())) {
            let Some(done) = done.get(file.0) else { return Ok(()) };
            self.hash(*file, done)?;
        }
        Ok(())
    }

    fn task(&self, task: &Task, done: &Arc<Done>) -> Result<Option<Made>, Stop> {
        let Some((opened, file)) = self.file(task.source, task.file) else { return Ok(None) };
        let Some(source) = self.sources.get(task.source) else { return Ok(None) };
        let meta = task.parser.meta();
        let store = Store {
            case: self.case,
            seal: source.seal.as_ref(),
            buffer: BlockBuffer::new(task.number, task.file_id),
        };
        let (path, indicators) = (file.path.as_str(), self.indicators);
        let mut worker =
            Worker::new(source.number, path, meta.id, meta.emits, indicators, Some(store));
        let stopped = match opened.open(file) {
            Ok(data) => {
                let data: SharedBytes = Arc::new(Counted { data, done: Arc::clone(done) });
                let (modified, limits) = (file.modified, Limits::default());
                let first_line = file.first_line;
                let input = Input { path, modified, data, first_line, siblings: opened, limits };
                parse(task.parser, &input, &mut worker, &STOP).is_some()
            }
            Err(stop) => {
                worker.note(stop.locator(), format!("cannot open: {stop}"));
                true
            }
        };
        worker.finish(stopped).map(Some)
    }

    /// SHA-256 of a file as stored, so that `vigie verify` can tell whether it changed.
    fn hash(&self, (source, file, id): (usize, usize, i64), done: &Arc<Done>) -> Result<(), Stop> {
        let Some((opened, file)) = self.file(source, file) else { return Ok(()) };
        if !file.is_stored() {
            done.add(usize::try_from(file.size.unwrap_or(0)).unwrap_or(0));
            return Ok(());
        }
        // A file that cannot be read has its problem from the parser already.
        let Ok(data) = opened.raw(file) else { return Ok(()) };
        if file.path == IDENTITY {
            done.add(usize::try_from(data.size()).unwrap_or(0));
            let kept = self.case.hash_file(id, data.size(), &opened.sha256());
            return kept.map_err(|error: CaseError| Stop::Io(error.into()));
        }
        let counted = Counted { data, done: Arc::clone(done) };
        let hashed = hash_reader(&mut Streamed::new(&counted));
        let Ok((size, sha256)) = hashed else { return Ok(()) };
        let kept = self.case.hash_file(id, size, &sha256);
        kept.map_err(|error: CaseError| Stop::Io(error.into()))
    }
}

impl Done {
    fn add(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

/// Size and SHA-256 of what `data` gives.
pub(crate) fn hash_reader(data: &mut dyn io::Read) -> io::Result<(u64, String)> {
    let mut buffer = vec![0; 256 << 10];
    let mut hash = Sha256::new();
    let mut size = 0u64;
    loop {
        let read = data.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(buffer.get(..read).unwrap_or_default());
        size = size.saturating_add(read as u64);
    }
    let hex = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((size, hex))
}

/// Bytes that count what is read of them.
struct Counted {
    data: SharedBytes,
    done: Arc<Done>,
}

impl ReadAt for Counted {
    fn size(&self) -> u64 {
        self.data.size()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.data.read_at(offset, buffer)?;
        self.done.add(read);
        Ok(read)
    }
}
