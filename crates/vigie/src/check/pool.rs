//! Tasks on every core.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use vigie_case::{BlockBuffer, CaseError, CaseWriter};
use vigie_core::{Input, Limits, SharedBytes, Stop, parse};
use vigie_evidence::{File, Opened};
use vigie_match::Indicators;

use super::STOP;
use super::plan::{Plan, Task};
use super::reading::{Done, Hashing, Reading};
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
    pub(super) case: &'a Arc<CaseWriter>,
    pub(super) threads: usize,
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
    let hashes: Vec<Arc<Hashing>> = shared.plan.files.iter().map(|_| Arc::default()).collect();
    let state = State { done, hashes };
    let made: Vec<Mutex<Option<Made>>> = order.iter().map(|_| Mutex::new(None)).collect();
    let failed: Mutex<Option<Stop>> = Mutex::new(None);
    let work = || {
        while !STOP.load(Ordering::Relaxed) {
            let job = next.fetch_add(1, Ordering::Relaxed);
            if job >= jobs || lock(&failed).is_some() {
                break;
            }
            if let Err(stop) = shared.job(job, &order, &made, &state) {
                *lock(&failed) = Some(stop);
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..shared.threads.max(1)).map(|_| scope.spawn(work)).collect();
        let all = shared.bytes();
        while !workers.iter().all(std::thread::ScopedJoinHandle::is_finished) {
            std::thread::park_timeout(Duration::from_millis(5));
            for ((bar, done), all) in bars.iter_mut().zip(&state.done).zip(&all) {
                bar.set(done.bytes().min(*all), *all);
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
        state: &State,
    ) -> Result<(), Stop> {
        if let Some(at) = order.get(job) {
            let (Some(task), Some(slot)) = (self.plan.tasks.get(*at), made.get(*at)) else {
                return Ok(());
            };
            *lock(slot) = self.task(task, state)?;
        } else {
            self.hash(job.saturating_sub(order.len()), state)?;
        }
        Ok(())
    }

    fn task(&self, task: &Task, state: &State) -> Result<Option<Made>, Stop> {
        let Some((opened, file)) = self.file(task.source, task.file) else { return Ok(None) };
        let Some(source) = self.sources.get(task.source) else { return Ok(None) };
        let meta = task.parser.meta();
        let store = Store {
            case: Arc::clone(self.case),
            seal: source.seal.as_ref(),
            buffer: BlockBuffer::new(task.number, task.file_id),
        };
        let (path, indicators) = (file.path.as_str(), self.indicators);
        let mut worker =
            Worker::new(source.number, path, meta.id, meta.emits, indicators, Some(store));
        let stopped = match opened.open(file) {
            Ok(data) => {
                let hashing = state.hash_of(task.file_id).filter(|_| opened.is_plain(file));
                let done = state.done_of(task.source);
                let data: SharedBytes = Arc::new(Reading { data, done, hashing });
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
    fn hash(&self, number: usize, state: &State) -> Result<(), Stop> {
        let Some(&(source, file, id)) = self.plan.files.get(number) else { return Ok(()) };
        let Some((opened, file)) = self.file(source, file) else { return Ok(()) };
        let done = state.done_of(source);
        if !file.is_stored() {
            done.add(file.size.unwrap_or(0));
            return Ok(());
        }
        // A file that cannot be read has its problem from the parser already.
        let Ok(data) = opened.raw(file) else { return Ok(()) };
        let Some(hashing) = state.hashes.get(number) else { return Ok(()) };
        let reading = Reading { data, done: Arc::clone(&done), hashing: None };
        let Ok((size, sha256, in_passing)) = hashing.finish(&reading) else { return Ok(()) };
        done.add(in_passing);
        if file.path == IDENTITY {
            opened.identify_by(&sha256);
        }
        let kept = self.case.hash_file(id, size, &sha256);
        kept.map_err(|error: CaseError| Stop::Io(error.into()))
    }
}

/// How far everything is.
struct State {
    /// Of each source.
    done: Vec<Arc<Done>>,
    /// Of each file of the plan.
    hashes: Vec<Arc<Hashing>>,
}

impl State {
    fn done_of(&self, source: usize) -> Arc<Done> {
        self.done.get(source).cloned().unwrap_or_default()
    }

    /// Of the file with this id in the case.
    fn hash_of(&self, id: i64) -> Option<Arc<Hashing>> {
        let at = usize::try_from(id).ok()?.checked_sub(1)?;
        self.hashes.get(at).cloned()
    }
}
