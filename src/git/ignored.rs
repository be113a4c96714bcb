//! What lies in a folder and is no part of the registry: what Git ignores, and what
//! systems and office programs leave behind.

use git2::{Index, Repository};
use std::path::{Path, PathBuf};

/// Decides which files are left alone.
pub(super) struct Ignored {
    repository: Option<(Repository, Index, PathBuf)>,
}

impl Ignored {
    /// Of a folder, which need not be in a repository.
    pub(super) fn of(folder: &Path) -> Self {
        let repository = || {
            let real = folder.canonicalize().ok()?;
            let repository = Repository::discover(&real).ok()?;
            let top = repository.workdir()?.canonicalize().ok()?;
            let prefix = real.strip_prefix(top).ok()?.to_path_buf();
            let index = repository.index().ok()?;
            Some((repository, index, prefix))
        };
        Ignored {
            repository: repository(),
        }
    }

    /// Whether a path of the folder is left alone. What Git keeps never is, whatever
    /// `.gitignore` says; a name that is no UTF-8 isn't either.
    pub(super) fn has(&self, name: &str) -> bool {
        let Some((repository, index, prefix)) = &self.repository else {
            return is_left_behind(name);
        };
        let path = prefix.join(name);
        if index.get_path(&path, 0).is_some() {
            return false;
        }
        is_left_behind(name) || repository.is_path_ignored(&path).unwrap_or(false)
    }
}

/// Files that nobody wrote: of file managers, editors and office programs.
fn is_left_behind(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    matches!(file, ".DS_Store" | "Thumbs.db" | "desktop.ini")
        || file.starts_with("~$")
        || file.starts_with("._")
        || file.starts_with(".~lock.")
        || (file.starts_with('.') && file.ends_with(".swp"))
        || file.ends_with('~')
}

#[cfg(test)]
mod tests {
    use super::is_left_behind;

    #[test]
    fn only_what_nobody_wrote_is_left_alone() {
        for name in [
            "registry/.DS_Store",
            "a/~$x.xlsx",
            "a/._b.yaml",
            "Thumbs.db",
            "a/.b.yaml.swp",
            "a/b.yaml~",
        ] {
            assert!(is_left_behind(name), "{name}");
        }
        for name in ["registry/units/a.yaml", "a/x.xlsx", "a/.hidden", "a/b.yml"] {
            assert!(!is_left_behind(name), "{name}");
        }
    }
}
