//! A gate for the calls of several runs at a time: each waits until it is let through, so
//! that a test says in which order they come.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Poll, Waker};
use std::time::Duration;

/// Who waits, and who may go on.
#[derive(Clone, Default)]
pub(super) struct Gate(Arc<(Mutex<Inner>, Condvar)>);

#[derive(Default)]
struct Inner {
    waiting: BTreeMap<usize, Waker>,
    let_in: Option<usize>,
}

/// How often it is looked whether a run has ended, which nobody tells.
const LOOK: Duration = Duration::from_millis(1);

impl Gate {
    /// A call of a run waits until it is its turn.
    pub(super) async fn wait(&self, run: usize) {
        std::future::poll_fn(|context| {
            let mut inner = self.0.0.lock().unwrap();
            if inner.let_in == Some(run) {
                inner.let_in = None;
                return Poll::Ready(());
            }
            inner.waiting.insert(run, context.waker().clone());
            self.0.1.notify_all();
            Poll::Pending
        })
        .await;
    }

    /// Waits until each of some runs is at the gate or has ended: those that are at it.
    pub(super) fn all_wait(&self, mut runs: impl FnMut() -> BTreeSet<usize>) -> BTreeSet<usize> {
        let mut inner = self.0.0.lock().unwrap();
        loop {
            let going = runs();
            let at_it = |run: &usize| inner.waiting.contains_key(run);
            if inner.let_in.is_none() && going.iter().all(at_it) {
                return going;
            }
            inner = self.0.1.wait_timeout(inner, LOOK).unwrap().0;
        }
    }

    /// Lets a waiting call through.
    pub(super) fn open(&self, run: usize) {
        let mut inner = self.0.0.lock().unwrap();
        let waiting = inner.waiting.remove(&run).unwrap();
        inner.let_in = Some(run);
        waiting.wake();
    }
}

/// The run that a path is of, and the path without it.
pub(super) fn run_of(path: &str) -> Option<(usize, String)> {
    let (run, rest) = path.strip_prefix("/run/")?.split_once('/')?;
    Some((run.parse().ok()?, format!("/{rest}")))
}
