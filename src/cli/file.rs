//! Files that are named: read as far as they may be, written whole or not at all.

use mulu_app::{Error, replace};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

/// Reads a file as far as anybody looks at one: a byte more than that says that it is too
/// large, whether or not it ends.
pub(super) fn read(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let fault = |error: io::Error| Error::reading(&path.display().to_string(), &error);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(fault)?;
    file.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(fault)?;
    Ok(bytes)
}

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
