//! Where files and lines are found on GitHub.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What in a path is no letter or digit and stands as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// What links lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// The repository's page, such as `https://github.com/owner/name`.
    pub repository: String,
    /// The base's commit.
    pub base: String,
    /// The head's commit.
    pub head: String,
    /// The folder that holds `registry/` within the repository, with a slash
    /// behind it; empty for the top.
    pub folder: String,
}

impl Links {
    /// The address of a file, or of a line of it, as proposed or as on the base.
    #[must_use]
    pub fn to(&self, path: &str, line: Option<u32>, proposed: bool) -> String {
        let commit = if proposed { &self.head } else { &self.base };
        let mut address = format!("{}/blob/{commit}/", self.repository);
        address.extend(utf8_percent_encode(&self.folder, PATH));
        address.extend(utf8_percent_encode(path, PATH));
        if let Some(line) = line {
            address += &format!("#L{line}");
        }
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_leave_its_link() {
        let links = Links {
            repository: "https://github.com/wulong/catalog".to_owned(),
            base: "b".to_owned(),
            head: "h".to_owned(),
            folder: String::new(),
        };
        assert_eq!(
            links.to("registry/units/a) <b>.yaml", Some(3), true),
            "https://github.com/wulong/catalog/blob/h/registry/units/a%29%20%3Cb%3E.yaml#L3"
        );
        assert_eq!(
            links.to("a", None, false),
            "https://github.com/wulong/catalog/blob/b/a"
        );
    }
}
