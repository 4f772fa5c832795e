//! Interleaved rounds: every subject once, then all of them again. What slows the machine for a while slows them alike.

use std::cell::RefCell;
use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;

use crate::heap::{self, Count};

/// Something to measure: a function of a post's number.
pub struct Subject<'a> {
    pub name: &'static str,
    run: Box<dyn Fn(usize) -> usize + 'a>,
    /// CPU seconds of each round.
    pub seconds: Vec<f64>,
    /// What a round allocates.
    pub heap: Count,
}

impl<'a> Subject<'a> {
    /// `run` returns some number that depends on all its work.
    pub fn new(name: &'static str, run: impl Fn(usize) -> usize + 'a) -> Self {
        Subject { name, run: Box::new(run), seconds: Vec::new(), heap: Count::default() }
    }

    fn round(&mut self, posts: usize, times: usize) {
        let before = heap::count();
        let start = ThreadTime::now();
        for _ in 0..times {
            for post in 0..posts {
                black_box((self.run)(black_box(post)));
            }
        }
        self.seconds.push(start.elapsed().as_secs_f64());
        self.heap = heap::count() - before;
    }
}

/// Measures subjects over posts, after a first round that does not count.
pub fn measure(subjects: &mut [Subject<'_>], posts: usize, times: usize, rounds: usize) {
    for subject in &mut *subjects {
        subject.round(posts, 1);
        subject.seconds.clear();
    }
    for round in 0..rounds {
        eprint!("\rround {} of {rounds}", round + 1);
        for subject in &mut *subjects {
            subject.round(posts, times);
        }
    }
    eprintln!();
}

pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    quantile(values, 0.5)
}

/// Half the distance between the quartiles, in per cent of the median.
pub fn spread(values: &[f64]) -> f64 {
    let quartile = |part| quantile(values.iter().copied(), part);
    (quartile(0.75) - quartile(0.25)) / quartile(0.5) * 50.0
}

fn quantile(values: impl IntoIterator<Item = f64>, part: f64) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let at = (values.len().saturating_sub(1)) as f64 * part;
    values.get(at.round() as usize).copied().unwrap_or(f64::NAN)
}

/// Median of the ratios of two subjects' times, round by round.
pub fn ratio(a: &[f64], b: &[f64]) -> f64 {
    median(a.iter().zip(b).map(|(a, b)| a / b))
}

/// The shortest of a few runs: the one least disturbed. Short runs are repeated.
pub fn shortest(mut run: impl FnMut()) -> Duration {
    let mut best = Duration::MAX;
    let mut spent = Duration::ZERO;
    for _ in 0..20 {
        let start = ThreadTime::now();
        run();
        let took = start.elapsed();
        best = best.min(took);
        spent += took;
        if spent > Duration::from_millis(300) {
            break;
        }
    }
    best
}

/// Times and allocations of the stages that one call goes through.
#[derive(Default)]
pub struct Laps {
    stages: RefCell<Vec<(&'static str, Duration, Count)>>,
}

impl Laps {
    /// Runs `work`, which says at the end of each stage what it was.
    pub fn watch(&self, work: impl FnOnce(&mut dyn FnMut(&'static str))) {
        let mut clock = ThreadTime::now();
        let mut before = heap::count();
        work(&mut |stage| {
            let (took, count) = (clock.elapsed(), heap::count() - before);
            let mut stages = self.stages.borrow_mut();
            match stages.iter_mut().find(|(name, ..)| *name == stage) {
                Some((_, time, total)) => {
                    *time += took;
                    *total += count;
                }
                None => stages.push((stage, took, count)),
            }
            drop(stages);
            before = heap::count();
            clock = ThreadTime::now();
        });
    }

    /// Every stage in its order, with the sums over all calls.
    pub fn take(&self) -> Vec<(&'static str, Duration, Count)> {
        self.stages.take()
    }
}
