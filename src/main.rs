//! The program: arguments and environment in, an exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    mulu_cli::run(std::env::args_os())
}
