//! Work in parallel, results in order.

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
};

/// Jobs per thread that may be under way or wait for their turn; bounds the memory that they hold.
const AHEAD: usize = 4;

/// Does the jobs that `next` hands out on so many threads and gives the results to `emit` in the order of the jobs.
///
/// `next` and `emit` are never called by two threads at once. `emit` may end the work early. `work` must not panic.
pub(crate) fn in_order<J: Send, R: Send>(
    threads: usize,
    mut next: impl FnMut() -> Option<J> + Send,
    work: impl Fn(J) -> R + Sync,
    mut emit: impl FnMut(R) -> ControlFlow<()>,
) {
    if threads <= 1 {
        while let Some(job) = next() {
            if emit(work(job)).is_break() {
                return;
            }
        }
        return;
    }
    let line = Line {
        state: Mutex::new(State {
            next,
            taken: 0,
            emitted: 0,
            is_over: false,
        }),
        moved: Condvar::new(),
        ahead: threads * AHEAD,
    };
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads {
            let sender = sender.clone();
            scope.spawn(|| {
                let sender = sender;
                while let Some((number, job)) = line.take() {
                    if sender.send((number, work(job))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        // Also when `emit` panics: threads that wait for their turn would wait for ever.
        let _over = Over(&line);
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (number, result) in receiver {
            early.insert(number, result);
            while let Some(result) = early.remove(&due) {
                due += 1;
                line.lock().emitted = due;
                line.moved.notify_all();
                if emit(result).is_break() {
                    return;
                }
            }
        }
    });
}

/// Where jobs are taken from.
struct Line<N> {
    state: Mutex<State<N>>,
    moved: Condvar,
    ahead: usize,
}

struct State<N> {
    next: N,
    taken: usize,
    emitted: usize,
    is_over: bool,
}

impl<N> Line<N> {
    fn lock(&self) -> MutexGuard<'_, State<N>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job and its number, as soon as the results are not too far behind.
    fn take<J>(&self) -> Option<(usize, J)>
    where
        N: FnMut() -> Option<J>,
    {
        let mut state = self
            .moved
            .wait_while(self.lock(), |state| {
                !state.is_over && state.taken >= state.emitted + self.ahead
            })
            .unwrap_or_else(PoisonError::into_inner);
        if state.is_over {
            return None;
        }
        let number = state.taken;
        let job = (state.next)();
        state.taken += 1;
        state.is_over |= job.is_none();
        Some((number, job?))
    }
}

/// Ends the work when it goes out of scope.
struct Over<'l, N>(&'l Line<N>);

impl<N> Drop for Over<'_, N> {
    fn drop(&mut self) {
        self.0.lock().is_over = true;
        self.0.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_keep_the_order_of_the_jobs() {
        for threads in [1, 2, 7] {
            let mut jobs = 0..200_u64;
            let mut seen = Vec::new();
            in_order(
                threads,
                || jobs.next(),
                |job| {
                    thread::sleep(Duration::from_micros(job * 37 % 11 * 30));
                    job * 2
                },
                |result| {
                    seen.push(result);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(seen, (0..200).map(|job| job * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_early_end_takes_no_more_than_a_few_jobs() {
        for threads in [1, 3] {
            let mut taken = 0;
            in_order(
                threads,
                || {
                    taken += 1;
                    Some(())
                },
                |()| (),
                |()| ControlFlow::Break(()),
            );
            assert!(taken <= threads * AHEAD + threads + 1, "{taken}");
        }
    }
}
