//! A process with a deadline: what it is told, what it says, how it ends. Everything
//! that it started ends with it.

use super::order::Limits;
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// The most bytes that are taken from it.
const MOST: u64 = 64 << 20;

/// How much of its complaints is kept.
const COMPLAINTS: usize = 4_096;

/// How long it is waited for what was said before it was ended.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// How often it is looked whether it has ended.
const LOOK: Duration = Duration::from_millis(2);

/// The variable with the token, which it is told otherwise.
const TOKEN: &str = "GITHUB_TOKEN";

/// What came of it.
pub(super) struct Ended {
    /// What it said, as far as it came.
    pub(super) out: Vec<u8>,
    /// How it ended.
    pub(super) end: End,
}

/// How a process ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// By itself, with nothing to complain of.
    Done,
    /// It outlived its time.
    OutOfTime,
    /// The system ended it when its time of the processors was up.
    OutOfProcessorTime,
    /// It got no more memory.
    OutOfMemory,
    /// It said more than anybody would read.
    TooMuchSaid,
    /// Otherwise: the signal or the exit code, and its last words.
    Otherwise(String),
}

enum Told {
    Out(Vec<u8>),
    Complaints(Vec<u8>),
}

/// Starts a program, tells it something and hears it until it ends, or is ended when
/// its time is up.
///
/// # Errors
/// When it can't be started.
pub(super) fn run(
    program: &Path,
    args: &[OsString],
    order: Vec<u8>,
    limits: Limits,
) -> io::Result<Ended> {
    let deadline = Instant::now() + Duration::from_secs(limits.seconds);
    let mut command = Command::new(program);
    command
        .args(args)
        .env_remove(TOKEN)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let told = listen(&mut child, order);
    let (mut out, mut complaints) = (None, None);
    let mut late = false;
    while out.is_none() || complaints.is_none() {
        let left = match late {
            false => deadline.saturating_duration_since(Instant::now()),
            true => LAST_WORDS,
        };
        match told.recv_timeout(left) {
            Ok(Told::Out(bytes)) => {
                // Whoever says too much is not heard to the end.
                if bytes.len() as u64 > MOST {
                    end(&mut child);
                }
                out = Some(bytes);
            }
            Ok(Told::Complaints(bytes)) => complaints = Some(bytes),
            Err(_) if late => break,
            Err(_) => {
                late = true;
                end(&mut child);
            }
        }
    }
    let status = wait(&mut child, deadline, &mut late)?;
    let out = out.unwrap_or_default();
    let said = String::from_utf8_lossy(&complaints.unwrap_or_default()).into_owned();
    let end = match (late, out.len() as u64 > MOST) {
        (true, _) => End::OutOfTime,
        (_, true) => End::TooMuchSaid,
        _ => how(status, &said),
    };
    Ok(Ended { out, end })
}

/// Threads that tell it its order and hear what it says: none of the pipes can fill up
/// and keep the others waiting.
fn listen(child: &mut Child, order: Vec<u8>) -> Receiver<Told> {
    let (tell, told) = channel();
    if let Some(mut stdin) = child.stdin.take() {
        // Whoever ends before it read all ends otherwise, too.
        std::thread::spawn(move || stdin.write_all(&order));
    }
    if let Some(stdout) = child.stdout.take() {
        let tell: Sender<Told> = tell.clone();
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = stdout.take(MOST + 1).read_to_end(&mut bytes);
            let _ = tell.send(Told::Out(bytes));
        });
    }
    if let Some(stderr) = child.stderr.take() {
        std::thread::spawn(move || {
            let _ = tell.send(Told::Complaints(last_of(stderr)));
        });
    }
    told
}

/// The last of what is said, of which there may be any amount.
fn last_of(mut from: impl Read) -> Vec<u8> {
    let (mut kept, mut piece) = (Vec::new(), [0; COMPLAINTS]);
    loop {
        match from.read(&mut piece) {
            Ok(0) => return kept,
            Ok(read) => {
                kept.extend_from_slice(&piece[..read]);
                kept.drain(..kept.len().saturating_sub(COMPLAINTS));
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return kept,
        }
    }
}

/// Waits until it has ended; ends it when its time is up.
fn wait(child: &mut Child, deadline: Instant, late: &mut bool) -> io::Result<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if *late || Instant::now() >= deadline {
            *late = true;
            end(child);
            return child.wait();
        }
        std::thread::sleep(LOOK);
    }
}

/// Ends it with all that it started.
fn end(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
    let _ = child.kill();
}

/// How it ended, from its status and its last words.
fn how(status: ExitStatus, said: &str) -> End {
    // What the standard library says before it gives up, and what git says.
    let starved = ["memory allocation of", "out of memory", "Out of memory"];
    if status.success() {
        return End::Done;
    }
    if starved.iter().any(|words| said.contains(words)) {
        return End::OutOfMemory;
    }
    #[cfg(unix)]
    {
        let signal = std::os::unix::process::ExitStatusExt::signal(&status);
        if signal == Some(rustix::process::Signal::XCPU.as_raw()) {
            return End::OutOfProcessorTime;
        }
    }
    let last = said.lines().rfind(|line| !line.trim().is_empty());
    let last = last.map_or_else(String::new, |line| format!("; {}", line.trim()));
    End::Otherwise(format!("{status}{last}"))
}
