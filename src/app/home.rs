//! Where the registry is: the folder itself or one above it, as git and cargo look.

use mulu_core::layout;
use std::path::{Path, PathBuf};

/// The folder that holds `registry/`: the one named, or the nearest above it, no
/// further than the repository goes. Where there is none, the one named: whoever reads
/// it says so.
#[must_use]
pub fn home(folder: &Path) -> PathBuf {
    let holds = |folder: &Path| folder.join(layout::ROOT).is_dir();
    if holds(folder) {
        return folder.to_owned();
    }
    let Ok(real) = folder.canonicalize() else {
        return folder.to_owned();
    };
    for above in real.ancestors() {
        if holds(above) {
            return above.to_owned();
        }
        if above.join(".git").exists() {
            break;
        }
    }
    folder.to_owned()
}
