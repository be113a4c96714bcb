//! What can be counted, as Prometheus reads it (text format 0.0.4).

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The statuses that are told apart.
const CODES: [u16; 11] = [200, 303, 304, 400, 401, 404, 405, 413, 421, 422, 503];
/// The upper ends of the buckets of times, in milliseconds.
const BUCKETS: [u64; 7] = [5, 10, 25, 50, 100, 500, 2500];

/// The counters.
#[derive(Default)]
pub(super) struct Metrics {
    answers: [AtomicU64; CODES.len()],
    buckets: [AtomicU64; BUCKETS.len()],
    count: AtomicU64,
    micros: AtomicU64,
    swaps: AtomicU64,
    stale: AtomicU64,
    builds: AtomicU64,
}

impl Metrics {
    /// An answer with its status and the time that it took.
    pub(super) fn answered(&self, code: u16, took: Duration) {
        if let Some(at) = CODES.iter().position(|known| *known == code) {
            self.answers[at].fetch_add(1, Ordering::Relaxed);
        }
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        for (bucket, end) in self.buckets.iter().zip(BUCKETS) {
            if micros <= end * 1000 {
                bucket.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.count.fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }

    /// Another state; whether it is the last good one.
    pub(super) fn swapped(&self, stale: bool) {
        self.swaps.fetch_add(1, Ordering::Relaxed);
        self.stale.store(u64::from(stale), Ordering::Relaxed);
    }

    /// An earlier state was judged.
    pub(super) fn built(&self) {
        self.builds.fetch_add(1, Ordering::Relaxed);
    }

    /// Everything as text.
    pub(super) fn text(&self) -> String {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut text = String::new();
        let mut line = |arguments: std::fmt::Arguments<'_>| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{arguments}");
        };
        line(format_args!("# TYPE mulu_http_answers_total counter"));
        for (counter, code) in self.answers.iter().zip(CODES) {
            let count = read(counter);
            line(format_args!(
                "mulu_http_answers_total{{code=\"{code}\"}} {count}"
            ));
        }
        line(format_args!("# TYPE mulu_http_seconds histogram"));
        let seconds = |millis: u64| format!("{}.{:03}", millis / 1000, millis % 1000);
        for (bucket, end) in self.buckets.iter().zip(BUCKETS) {
            let (end, count) = (seconds(end), read(bucket));
            line(format_args!(
                "mulu_http_seconds_bucket{{le=\"{end}\"}} {count}"
            ));
        }
        let (count, micros) = (read(&self.count), read(&self.micros));
        line(format_args!(
            "mulu_http_seconds_bucket{{le=\"+Inf\"}} {count}"
        ));
        let sum = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
        line(format_args!("mulu_http_seconds_sum {sum}"));
        line(format_args!("mulu_http_seconds_count {count}"));
        for (name, kind, counter) in [
            ("mulu_state_swaps_total", "counter", &self.swaps),
            ("mulu_state_stale", "gauge", &self.stale),
            ("mulu_state_builds_total", "counter", &self.builds),
        ] {
            let count = read(counter);
            line(format_args!("# TYPE {name} {kind}\n{name} {count}"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_is_told() {
        let metrics = Metrics::default();
        metrics.answered(200, Duration::from_millis(7));
        metrics.answered(304, Duration::from_micros(900));
        metrics.swapped(true);
        let text = metrics.text();
        for line in [
            "mulu_http_answers_total{code=\"200\"} 1",
            "mulu_http_seconds_bucket{le=\"0.005\"} 1",
            "mulu_http_seconds_bucket{le=\"0.010\"} 2",
            "mulu_http_seconds_sum 0.007900",
            "mulu_http_seconds_count 2",
            "mulu_state_stale 1",
        ] {
            assert!(text.lines().any(|known| known == line), "{line}\n{text}");
        }
    }
}
