//! Work on many things at once, with the order kept and memory bounded.
//!
//! Workers take jobs from one iterator and hand what they made to the calling thread, which puts it back into the order
//! of the jobs. A worker waits before it takes a job when too much was made that cannot be delivered yet, because
//! something before it is still being worked on.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How far the jobs taken may be ahead of the one to deliver next, for each worker.
const AHEAD: u64 = 64;

/// How much may wait for its delivery.
const WAITING_BYTES: usize = 16 << 20;

/// Something that takes memory while it waits.
pub(crate) trait Weigh {
    fn bytes(&self) -> usize;
}

/// Why not everything was delivered.
#[derive(Debug)]
pub(crate) enum Stopped {
    Deliver(io::Error),
    Spawn(io::Error),
}

/// Does `work` on each job, on one thread for each worker, and delivers what comes of it in the order of the jobs.
/// Gives the workers back.
pub(crate) fn run<T, W, R>(
    jobs: impl Iterator<Item = T> + Send,
    workers: Vec<W>,
    work: impl Fn(&mut W, T) -> R + Sync,
    mut deliver: impl FnMut(R) -> io::Result<()>,
) -> Result<Vec<W>, Stopped>
where
    W: Send,
    R: Weigh + Send,
{
    let queue = Queue::new(jobs, workers.len());
    let (made, results) = mpsc::channel();
    thread::scope(|scope| {
        // Whatever ends this thread's part, the workers must not wait for it.
        let _close = CloseOnDrop(&queue);
        let mut threads = Vec::with_capacity(workers.len());
        for mut worker in workers {
            let (queue, work, made) = (&queue, &work, made.clone());
            let thread = thread::Builder::new().spawn_scoped(scope, move || {
                let _close = CloseOnDrop(queue);
                while let Some((index, job)) = queue.take() {
                    let result = work(&mut worker, job);
                    let bytes = result.bytes();
                    queue.made(bytes);
                    if made.send((index, bytes, result)).is_err() {
                        break;
                    }
                }
                worker
            });
            threads.push(thread.map_err(Stopped::Spawn)?);
        }
        drop(made);
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (index, bytes, result) in results {
            early.insert(index, (bytes, result));
            while let Some((bytes, result)) = early.remove(&next) {
                deliver(result).map_err(Stopped::Deliver)?;
                queue.delivered(bytes);
                next += 1;
            }
        }
        let join = |thread: thread::ScopedJoinHandle<'_, W>| match thread.join() {
            Ok(worker) => worker,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        Ok(threads.into_iter().map(join).collect())
    })
}

struct Queue<I> {
    state: Mutex<State<I>>,
    room: Condvar,
    ahead: u64,
}

struct State<I> {
    /// `None` when there is nothing more to take.
    jobs: Option<I>,
    taken: u64,
    delivered: u64,
    waiting_bytes: usize,
}

impl<I: Iterator> Queue<I> {
    fn new(jobs: I, workers: usize) -> Self {
        let state = State { jobs: Some(jobs), taken: 0, delivered: 0, waiting_bytes: 0 };
        Queue { state: Mutex::new(state), room: Condvar::new(), ahead: AHEAD * workers as u64 }
    }

    fn take(&self) -> Option<(u64, I::Item)> {
        let has_no_room = |state: &mut State<I>| {
            let ahead = state.taken - state.delivered;
            let is_full = ahead >= self.ahead || state.waiting_bytes >= WAITING_BYTES;
            // The one to deliver next must always be taken, or nothing would move.
            state.jobs.is_some() && is_full && ahead > 0
        };
        let mut state = self.room.wait_while(self.lock(), has_no_room).unwrap_or_else(PoisonError::into_inner);
        let job = state.jobs.as_mut().and_then(Iterator::next);
        let Some(job) = job else {
            state.jobs = None;
            return None;
        };
        let index = state.taken;
        state.taken += 1;
        Some((index, job))
    }

    fn made(&self, bytes: usize) {
        self.lock().waiting_bytes += bytes;
    }

    fn delivered(&self, bytes: usize) {
        let mut state = self.lock();
        state.delivered += 1;
        state.waiting_bytes -= bytes;
        drop(state);
        self.room.notify_one();
    }
}

impl<I> Queue<I> {
    /// A worker that panicked leaves numbers that are right: nothing in here panics half way.
    fn lock(&self) -> MutexGuard<'_, State<I>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets all workers come to their end.
struct CloseOnDrop<'a, I>(&'a Queue<I>);

impl<I> Drop for CloseOnDrop<'_, I> {
    fn drop(&mut self) {
        self.0.lock().jobs = None;
        self.0.room.notify_all();
    }
}
