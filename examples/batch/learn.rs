//! Learns the boilerplate of sources, in a pass before the posts are cleaned.

use std::sync::{Mutex, PoisonError};
use std::thread;

use feedscrub::learn::{LearnOptions, Learner};
use feedscrub::{Limits, Post, RuleSet};

use crate::guard;
use crate::input::{Found, Posts};
use crate::read;

/// Returns rules for the recurring text of some posts. Errors of posts are reported when they are cleaned.
pub(crate) fn rules(posts: Posts, threads: usize) -> RuleSet {
    let posts = Mutex::new(posts);
    let work = || {
        let mut learner = Learner::new();
        let mut source = Vec::new();
        loop {
            let found = posts.lock().unwrap_or_else(PoisonError::into_inner).next();
            match found {
                None => return learner,
                Some(Found::Post(post)) => {
                    let limit = Limits::default().max_input_bytes();
                    if read::post(post.file.as_deref(), limit, &mut source).is_ok() {
                        let observe = || Post::from_bytes(&source).and_then(|post| learner.observe(&post));
                        let _ = guard::run(observe);
                    }
                }
                Some(Found::Line(_) | Found::Copy { .. } | Found::Failed { .. } | Found::Note(_)) => {}
            }
        }
    };
    let learner = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let joined = workers.into_iter().filter_map(|worker| worker.join().ok());
        joined.reduce(Learner::merge).unwrap_or_default()
    });
    learner.finish(&LearnOptions::default())
}
