//! A file that is there whole or not at all.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a file beside its place and moves it there when it is complete; with the
/// permissions given, or those of any new file.
///
/// # Errors
/// When the content, or its file, cannot be written: nothing is changed then.
pub fn replace(
    path: &Path,
    permissions: Option<Permissions>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let beside = beside(path);
    let file = File::options().write(true).create_new(true).open(&beside)?;
    let mut out = BufWriter::new(file);
    let done = content(&mut out)
        .and_then(|()| out.flush())
        .and_then(|()| match permissions {
            Some(permissions) => out.get_ref().set_permissions(permissions),
            None => Ok(()),
        })
        .and_then(|()| out.get_ref().sync_all())
        .and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}

/// A name in the same folder that nobody else uses.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}
