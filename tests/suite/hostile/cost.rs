//! What a run of the program costs: time of the processor, and memory at its peak.
//! Read from `/proc` while it runs and once it has ended.

use crate::support::Ran;
use std::fs::{self, File};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Past this a run is ended: the test has failed, and the machine is others' too.
const MOST_CPU: Duration = Duration::from_secs(90);
const MOST_MEMORY: u64 = 2 << 30;

/// What a run took.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    /// In user mode and in the kernel, all threads together: a busy machine
    /// doesn't make it more.
    pub(super) cpu: Duration,
    /// Bytes of memory at the peak.
    pub(super) memory: u64,
}

/// Runs a command to its end.
pub(super) fn run(mut command: Command) -> (Ran, Cost) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let write = |name: &str| Stdio::from(File::create(file(name)).unwrap());
    let child = command.stdout(write("out")).stderr(write("err")).spawn();
    let mut child = child.unwrap();
    let cost = watch(&mut child);
    let status = child.wait().unwrap();
    let read = |name: &str| {
        let bytes = fs::read(file(name)).unwrap();
        String::from_utf8(bytes).expect("what the program prints is UTF-8")
    };
    let ran = Ran {
        code: status.code(),
        out: read("out"),
        err: read("err"),
    };
    (ran, cost)
}

/// Follows a process until it has ended; it isn't waited for, so its times can
/// still be read.
fn watch(child: &mut Child) -> Cost {
    let mut cost = Cost::default();
    loop {
        let memory = peak(child.id());
        cost.memory = cost.memory.max(memory.unwrap_or_default());
        let (state, cpu) = times(child.id());
        cost.cpu = cpu;
        if state == 'Z' {
            return cost;
        }
        if cost.cpu > MOST_CPU || cost.memory > MOST_MEMORY {
            child.kill().unwrap();
        }
        sleep(Duration::from_millis(2));
    }
}

/// The state of a process and the time that it took.
fn times(id: u32) -> (char, Duration) {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    // Its name stands in parentheses and may be anything.
    let fields: Vec<&str> = text
        .rsplit(')')
        .next()
        .unwrap()
        .split_whitespace()
        .collect();
    let ticks: u64 = fields[11..13]
        .iter()
        .map(|ticks| ticks.parse::<u64>().unwrap())
        .sum();
    // A tick is a hundredth of a second on every Linux.
    let cpu = Duration::from_millis(ticks * 10);
    (fields[0].chars().next().unwrap(), cpu)
}

/// The most memory that a process had in use at a time; none once it has ended.
fn peak(id: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes << 10)
}
