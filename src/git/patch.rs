//! One file's change as Git applies it.

use super::Repository;
use std::path::Path;

/// The change of one file, from its path in the repository on; without an old one it is
/// new. `None`: Git makes no patch of it.
#[must_use]
pub fn patch(path: &str, old: Option<&[u8]>, new: &[u8]) -> Option<Vec<u8>> {
    let Some(old) = old else {
        return Some(added(path, new));
    };
    let name = Some(Path::new(path));
    let mut patch = git2::Patch::from_buffers(old, name, new, name, None).ok()?;
    Some(patch.to_buf().ok()?.to_vec())
}

impl Repository {
    /// The address that `origin` has, where there is one.
    #[must_use]
    pub fn origin(&self) -> Option<String> {
        let remote = self.inner.find_remote("origin").ok()?;
        Some(String::from_utf8_lossy(remote.url_bytes()).into_owned())
    }
}

/// A new file: every line of it.
fn added(path: &str, new: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = new.split_inclusive(|byte| *byte == b'\n').collect();
    let count = lines.len();
    let head = format!(
        "diff --git a/{path} b/{path}\nnew file mode 100644\n--- /dev/null\n+++ b/{path}\n@@ -0,0 +1,{count} @@\n"
    );
    let mut patch = head.into_bytes();
    for line in &lines {
        patch.push(b'+');
        patch.extend_from_slice(line);
    }
    if lines.last().is_some_and(|last| !last.ends_with(b"\n")) {
        patch.extend_from_slice(b"\n\\ No newline at end of file\n");
    }
    patch
}
