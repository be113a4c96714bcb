//! The style sheet and the icon: named by their content, so that a browser may keep them
//! for good.

use crate::secret::hexadecimal;
use ring::digest::{SHA256, digest};
use std::sync::LazyLock;

/// How long a browser may keep what never changes, in seconds: a year.
pub(crate) const FOREVER: u32 = 31_536_000;

/// A file of our own.
#[derive(Debug)]
pub(crate) struct Asset {
    /// Its name with a hash of its content.
    pub(crate) name: String,
    /// Its media type.
    pub(crate) kind: &'static str,
    pub(crate) content: &'static [u8],
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let content = include_bytes!("assets/style.css");
    asset("style", "css", "text/css; charset=utf-8", content)
});

static ICON: LazyLock<Asset> = LazyLock::new(|| {
    let content = include_bytes!("assets/icon.svg");
    asset("icon", "svg", "image/svg+xml", content)
});

static SEARCH: LazyLock<Asset> = LazyLock::new(|| {
    let content = include_bytes!("assets/search.js");
    asset("search", "js", "text/javascript; charset=utf-8", content)
});

/// The script that searches where pages are files.
pub(crate) fn search() -> &'static Asset {
    &SEARCH
}

/// The style sheet.
pub(crate) fn style() -> &'static Asset {
    &STYLE
}

/// The icon.
pub(crate) fn icon() -> &'static Asset {
    &ICON
}

/// A file by its name.
pub(crate) fn find(name: &str) -> Option<&'static Asset> {
    [style(), icon()]
        .into_iter()
        .find(|asset| asset.name == name)
}

fn asset(stem: &str, extension: &str, kind: &'static str, content: &'static [u8]) -> Asset {
    Asset {
        name: format!("{stem}-{}.{extension}", short_hash(content)),
        kind,
        content,
    }
}

/// The first half of a SHA-256 in hexadecimal digits: enough for a name.
pub(crate) fn short_hash(content: &[u8]) -> String {
    let hash = digest(&SHA256, content);
    let (half, _) = hash.as_ref().split_at(16);
    hexadecimal(half)
}
