//! Parallel work with preserved order and bounded memory.
//!
//! Workers take jobs from one iterator and put their products into the order of the jobs. The worker that made the next
//! product delivers it, and all available ones after it, while the others continue: no thread is woken for a delivery.
//! A worker waits before it takes a job if there are too many products that cannot be delivered yet, because an earlier
//! job is still being processed or delivered. Products are also delivered while a worker waits for a job that another
//! program has yet to write.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// The number of jobs per worker that may be taken ahead of the next one to deliver.
const AHEAD: u64 = 64;

/// The maximal size of products that wait for their delivery.
const WAITING_BYTES: usize = 16 << 20;

/// A product with a size in memory.
pub(crate) trait Weigh {
    fn bytes(&self) -> usize;
}

/// The reason why not everything was delivered.
#[derive(Debug)]
pub(crate) enum Stopped {
    Deliver(io::Error),
    Spawn(io::Error),
}

/// Calls `work` with each job, on one thread per worker, and delivers the products in the order of the jobs, one at a
/// time. Returns the workers.
pub(crate) fn run<T, W, R>(
    jobs: impl Iterator<Item = T> + Send,
    workers: Vec<W>,
    work: impl Fn(&mut W, T) -> R + Sync,
    deliver: impl FnMut(R) -> io::Result<()> + Send,
) -> Result<Vec<W>, Stopped>
where
    W: Send,
    R: Weigh + Send,
{
    let queue = Queue::new(jobs, deliver, workers.len());
    let workers = thread::scope(|scope| {
        // The workers must not wait for this thread, even if it panics.
        let close = CloseOnDrop(&queue);
        let mut threads = Vec::with_capacity(workers.len());
        for mut worker in workers {
            let (queue, work) = (&queue, &work);
            let thread = thread::Builder::new().spawn_scoped(scope, move || {
                let _close = CloseOnDrop(queue);
                while let Some((index, job)) = queue.take() {
                    queue.put(index, work(&mut worker, job));
                }
                worker
            });
            threads.push(thread.map_err(Stopped::Spawn)?);
        }
        let join = |thread: thread::ScopedJoinHandle<'_, W>| match thread.join() {
            Ok(worker) => worker,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        let workers = threads.into_iter().map(join).collect();
        drop(close);
        Ok(workers)
    })?;
    match queue.into_failure() {
        Some(error) => Err(Stopped::Deliver(error)),
        None => Ok(workers),
    }
}

struct Queue<I, R, D> {
    /// Locked before the state, also while the next job is awaited.
    jobs: Mutex<I>,
    state: Mutex<State<R>>,
    room: Condvar,
    ahead: u64,
    deliver: Mutex<D>,
}

struct State<R> {
    /// Whether there are no more jobs.
    is_closed: bool,
    taken: u64,
    delivered: u64,
    /// Undelivered products by the numbers of their jobs.
    made: BTreeMap<u64, R>,
    waiting_bytes: usize,
    is_delivering: bool,
    failure: Option<io::Error>,
}

impl<I, R, D> Queue<I, R, D>
where
    I: Iterator,
    R: Weigh,
    D: FnMut(R) -> io::Result<()>,
{
    fn new(jobs: I, deliver: D, workers: usize) -> Self {
        let state = State {
            is_closed: false,
            taken: 0,
            delivered: 0,
            made: BTreeMap::new(),
            waiting_bytes: 0,
            is_delivering: false,
            failure: None,
        };
        let ahead = AHEAD * workers as u64;
        Queue {
            jobs: Mutex::new(jobs),
            state: Mutex::new(state),
            room: Condvar::new(),
            ahead,
            deliver: Mutex::new(deliver),
        }
    }

    fn take(&self) -> Option<(u64, I::Item)> {
        let has_no_room = |state: &mut State<R>| {
            // The next job to deliver must always be taken, otherwise there is a deadlock.
            !state.is_closed && state.is_full(self.ahead) && state.taken > state.delivered
        };
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.room.wait_while(self.lock(), has_no_room).unwrap_or_else(PoisonError::into_inner);
        if state.is_closed {
            return None;
        }
        drop(state);
        let job = jobs.next();
        let mut state = self.lock();
        let Some(job) = job else {
            state.is_closed = true;
            return None;
        };
        let index = state.taken;
        state.taken += 1;
        Some((index, job))
    }

    /// Stores a product, and delivers the next ones unless another worker does so.
    fn put(&self, index: u64, result: R) {
        let mut state = self.lock();
        state.waiting_bytes += result.bytes();
        state.made.insert(index, result);
        if state.is_delivering {
            return;
        }
        while let Some(result) = state.next() {
            state.is_delivering = true;
            drop(state);
            let bytes = result.bytes();
            let outcome = (self.deliver.lock().unwrap_or_else(PoisonError::into_inner))(result);
            state = self.lock();
            // Waking costs a system call even if no thread waits.
            let somebody_may_wait = state.is_full(self.ahead);
            state.is_delivering = false;
            state.delivered += 1;
            state.waiting_bytes -= bytes;
            if let Err(error) = outcome {
                state.failure = Some(error);
                state.is_closed = true;
            }
            if somebody_may_wait {
                self.room.notify_all();
            }
        }
    }

    /// Returns why the delivery stopped early.
    fn into_failure(self) -> Option<io::Error> {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).failure
    }
}

impl<R> State<R> {
    fn is_full(&self, ahead: u64) -> bool {
        self.taken - self.delivered >= ahead || self.waiting_bytes >= WAITING_BYTES
    }

    /// Returns the next product to deliver, if it is available.
    fn next(&mut self) -> Option<R> {
        match self.failure {
            Some(_) => None,
            None => self.made.remove(&self.delivered),
        }
    }
}

impl<I, R, D> Queue<I, R, D> {
    /// Locks the state. A poisoned lock is used nevertheless: no function here panics in the middle of a change.
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes a queue when it is dropped, so that all workers finish.
struct CloseOnDrop<'a, I, R, D>(&'a Queue<I, R, D>);

impl<I, R, D> Drop for CloseOnDrop<'_, I, R, D> {
    fn drop(&mut self) {
        self.0.lock().is_closed = true;
        self.0.room.notify_all();
    }
}
