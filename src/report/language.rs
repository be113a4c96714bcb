//! The two languages that people are spoken to in.

use std::str::FromStr;

/// A language of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Simplified Chinese, the default everywhere.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// Both.
    pub const ALL: [Language; 2] = [Language::Zh, Language::En];

    /// The language tag (BCP 47).
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Language::Zh => "zh-CN",
            Language::En => "en",
        }
    }

    /// The name of the language in addresses, and of its texts in schemas and packs.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Language::Zh => "zh",
            Language::En => "en",
        }
    }

    /// The language of a locale as the environment has it
    /// (`en_US.UTF-8`, `zh_CN`, `C`): English where it says so, else Chinese.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        locale.parse().unwrap_or_default()
    }
}

/// A name that is neither Chinese nor English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl std::fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("zh | en")
    }
}

impl std::error::Error for UnknownLanguage {}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads `zh`, `en` and longer tags of either (`zh-CN`, `en_US.UTF-8`).
    fn from_str(name: &str) -> Result<Self, UnknownLanguage> {
        let first = name.split(['-', '_', '.', '@']).next().unwrap_or_default();
        if first.eq_ignore_ascii_case("zh") {
            Ok(Language::Zh)
        } else if first.eq_ignore_ascii_case("en") {
            Ok(Language::En)
        } else {
            Err(UnknownLanguage)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_locales_are_read() {
        for name in ["zh", "zh-CN", "zh_CN.UTF-8", "ZH"] {
            assert_eq!(name.parse(), Ok(Language::Zh), "{name}");
        }
        for name in ["en", "en-US", "en_GB.UTF-8", "EN"] {
            assert_eq!(name.parse(), Ok(Language::En), "{name}");
        }
        for name in ["", "C", "de", "english", "zhong"] {
            assert_eq!(Language::from_str(name), Err(UnknownLanguage), "{name}");
        }
    }

    #[test]
    fn every_other_locale_is_chinese() {
        assert_eq!(Language::of_locale("C.UTF-8"), Language::Zh);
        assert_eq!(Language::of_locale("en_US.UTF-8"), Language::En);
    }
}
