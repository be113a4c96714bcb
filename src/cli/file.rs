//! Where output goes that is asked for by a path.

use mulu_app::{Error, replace};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Puts a whole file in its place. What is no plain file (a pipe, a device) is
/// written to as it is.
pub(super) fn write(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let done = match fs::metadata(path) {
        Ok(there) if there.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(there) if !there.is_file() => File::create(path).and_then(|mut file| content(&mut file)),
        _ => replace(path, None, content),
    };
    done.map_err(|error| Error::writing(&path.display().to_string(), &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write(&path, |out| out.write_all(b"old")).unwrap();
        let failed = write(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write(folder.path(), |_| Ok(())).is_err());
    }
}
