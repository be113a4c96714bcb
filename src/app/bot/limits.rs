//! What a judging process takes upon itself before it reads anything of others.

use super::order::Limits;
use std::io;

/// How many seconds a process that was told that its time is up may go on.
#[cfg(unix)]
const GRACE: u64 = 5;

/// Limits this process, and whatever it starts. Where the system has no such limits,
/// the clock of whoever started it is the only one.
///
/// # Errors
/// When the system refuses: nothing may be judged without them.
#[cfg(unix)]
pub(super) fn take_upon_oneself(limits: &Limits) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let set = |resource, soft: u64, hard: u64| {
        // What somebody limited further stays so.
        let most = getrlimit(resource).maximum.unwrap_or(u64::MAX);
        let limit = Rlimit {
            current: Some(soft.min(most)),
            maximum: Some(hard.min(most)),
        };
        setrlimit(resource, limit)
    };
    let bytes = limits.megabytes.saturating_mul(1 << 20);
    // A picture of its memory would hold the token.
    set(Resource::Core, 0, 0)?;
    set(
        Resource::Cpu,
        limits.cpu_seconds,
        limits.cpu_seconds.saturating_add(GRACE),
    )?;
    // Elsewhere the system counts what it maps for itself, too.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    set(Resource::As, bytes, bytes)?;
    let _ = bytes;
    Ok(())
}

/// The same where the system has no such limits.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub(super) fn take_upon_oneself(_: &Limits) -> io::Result<()> {
    Ok(())
}
