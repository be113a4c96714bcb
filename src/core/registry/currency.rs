//! The money of a registry: what amounts are counted in, and what people call it.

use crate::diagnostic::Localized;
use crate::document::NodeRef;
use std::sync::Arc;

/// `currency` of `registry.yaml`. All amounts in documents are whole numbers of its unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217.
    pub code: Arc<str>,
    /// What people call the unit.
    pub unit: Localized,
    /// What large amounts are told in, in the languages that name it.
    pub large: Option<Large>,
}

/// So many units, told as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Large {
    /// How many decimal places the point moves: 4 for ten thousand.
    pub digits: u32,
    /// What people call it.
    pub name: Localized,
}

/// How amounts are told in a language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scale<'a> {
    /// How many decimal places the point moves; 0: whole units.
    pub digits: u32,
    /// What people call it; empty where the registry names no currency.
    pub name: &'a str,
}

impl Currency {
    /// Reads it; what the schema let pass and isn't a power of ten is told in units.
    pub(super) fn read(node: NodeRef<'_>) -> Self {
        let large = node.get("large").and_then(|large| {
            let factor = u64::try_from(large.get("factor")?.as_i64()?).ok()?;
            let digits = factor.checked_ilog10()?;
            (10u64.checked_pow(digits)? == factor).then(|| Large {
                digits,
                name: texts(large),
            })
        });
        Currency {
            code: node
                .get("code")
                .and_then(NodeRef::scalar_text)
                .unwrap_or_default()
                .into(),
            unit: node.get("unit").map(texts).unwrap_or_default(),
            large,
        }
    }

    /// What the unit is called in a language; the code where it has no name.
    #[must_use]
    pub fn counted(&self, language: &str) -> &str {
        match self.unit.get(language) {
            "" => &self.code,
            name => name,
        }
    }

    /// How amounts are told in a language: in what is named in it, the large before the small; else in what there is.
    #[must_use]
    pub fn scale(&self, language: &str) -> Scale<'_> {
        let large = self.large.as_ref();
        let of_large = |name| {
            let digits = large?.digits;
            Some(Scale { digits, name })
        };
        let of_unit = |name| Scale { digits: 0, name };
        let any = |text: &'_ Localized| !text.is_empty();
        large
            .and_then(|large| of_large(large.name.written(language)?))
            .or_else(|| self.unit.written(language).map(of_unit))
            .or_else(|| {
                large
                    .filter(|large| any(&large.name))
                    .and_then(|large| of_large(large.name.get(language)))
            })
            .or_else(|| any(&self.unit).then(|| of_unit(self.unit.get(language))))
            .unwrap_or(of_unit(&self.code))
    }
}

/// The texts of a mapping by language; its other keys are none.
fn texts(node: NodeRef<'_>) -> Localized {
    let texts = node
        .entries()
        .filter_map(|(key, text)| Some((key.scalar_text()?, text.as_str()?)));
    Localized::new(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(unit: &[(&str, &str)], large: &[(&str, &str)]) -> Currency {
        let of = |texts: &[(&str, &str)]| Localized::new(texts.iter().copied());
        let large = (!large.is_empty()).then(|| Large {
            digits: 3,
            name: of(large),
        });
        Currency {
            code: "EUR".into(),
            unit: of(unit),
            large,
        }
    }

    #[test]
    fn amounts_are_told_in_what_the_language_has_a_word_for() {
        let both = currency(&[("zh", "欧元"), ("en", "euro")], &[("zh", "千欧元")]);
        assert_eq!(
            both.scale("zh"),
            Scale {
                digits: 3,
                name: "千欧元"
            }
        );
        assert_eq!(
            both.scale("en"),
            Scale {
                digits: 0,
                name: "euro"
            }
        );
        let english = currency(&[("en", "euro")], &[("en", "thousand euro")]);
        assert_eq!(
            english.scale("zh"),
            Scale {
                digits: 3,
                name: "thousand euro"
            }
        );
        assert_eq!(currency(&[("en", "euro")], &[]).scale("zh").name, "euro");
        assert_eq!(
            currency(&[], &[]).scale("en"),
            Scale {
                digits: 0,
                name: "EUR"
            }
        );
        assert_eq!(Currency::default().scale("en"), Scale::default());
    }
}
