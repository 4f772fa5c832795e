//! Two parts of the example that no input can test: the guard, because no known post panics, and the bounds of the
//! pipeline.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

use crate::guard;
use crate::pipeline::{self, Stopped, Weigh};

#[derive(Debug)]
struct Made(usize);

impl Weigh for Made {
    fn bytes(&self) -> usize {
        1
    }
}

#[test]
fn a_panic_becomes_an_error_with_its_location() {
    guard::catch_quietly();
    assert_eq!(guard::run(|| 1), Ok(1));
    let error = guard::run(|| -> u8 { panic!("broken: {}", 7) }).unwrap_err();
    assert!(error.starts_with("broken: 7 (") && error.contains("parts.rs"), "{error}");
    assert_eq!(guard::run(|| 2), Ok(2));
}

#[test]
fn nobody_runs_far_ahead_of_the_slowest() {
    let taken = AtomicUsize::new(0);
    let (gate, opened) = (Mutex::new(false), Condvar::new());
    let workers = 4;
    let jobs = (0..5000).inspect(|_| {
        taken.fetch_add(1, Ordering::SeqCst);
    });
    let mut next = 0;
    let work = |_: &mut (), job: usize| {
        if job == 0 {
            drop(opened.wait_while(gate.lock().unwrap(), |open| !*open).unwrap());
        } else if job == 255 {
            // The last that may be taken while the first is not done: 64 for each worker.
            *gate.lock().unwrap() = true;
            opened.notify_all();
        }
        Made(job)
    };
    let result = pipeline::run(jobs, vec![(); workers], work, |made| {
        if made.0 == 0 {
            assert!(taken.load(Ordering::SeqCst) <= 256 + workers, "{taken:?}");
        }
        assert_eq!(made.0, next);
        next += 1;
        Ok(())
    });
    assert_eq!(result.unwrap().len(), workers);
    assert_eq!(next, 5000);
}

#[test]
fn a_failed_delivery_stops_the_work() {
    let taken = AtomicUsize::new(0);
    let jobs = (0..usize::MAX).inspect(|_| {
        taken.fetch_add(1, Ordering::SeqCst);
    });
    let result = pipeline::run(
        jobs,
        vec![(); 3],
        |(), job| Made(job),
        |made| match made.0 {
            1000 => Err(io::Error::other("full")),
            _ => Ok(()),
        },
    );
    assert!(matches!(result, Err(Stopped::Deliver(error)) if error.to_string() == "full"));
    assert!(taken.load(Ordering::SeqCst) < 2000);
}

#[test]
fn a_panicking_worker_is_reported_and_blocks_no_other() {
    let caught = std::panic::catch_unwind(|| {
        let work = |_: &mut (), job: usize| {
            assert_ne!(job, 100, "stuck");
            Made(job)
        };
        pipeline::run(0..100_000, vec![(); 3], work, |_| Ok(())).map(|_| ()).map_err(|error| match error {
            Stopped::Deliver(error) | Stopped::Spawn(error) => error,
        })
    });
    assert!(caught.is_err());
}
