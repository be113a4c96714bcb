//! The ownership table: who may propose a file, and who must approve it or some of
//! its facts.

mod check;
mod field;
mod owner;
mod pattern;
mod people;
mod standard;

pub(super) use check::check;
pub use field::{FieldFact, FieldPattern, field_facts};
pub(super) use owner::RESERVED;
pub use owner::{Approver, Owner};
pub(crate) use pattern::examples;

use owner::OwnerForm;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A table, read.
#[derive(Clone, Debug)]
pub struct Ownership {
    rules: Arc<[Rule]>,
}

/// A line as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleText<'t> {
    /// A path pattern relative to `registry/`.
    pub(crate) path: &'t str,
    /// Patterns of fields; none: the line is of the whole file.
    pub(crate) fields: &'t [&'t str],
    /// Who may propose; none in a line of fields: whoever may propose the file.
    pub(crate) authors: &'t [&'t str],
    /// Who must approve, alternatives joined by `|`.
    pub(crate) approvers: &'t [&'t str],
}

/// A line, read.
#[derive(Debug)]
struct Rule {
    path: String,
    /// `None`: the line is of the whole file.
    fields: Option<Vec<FieldPattern>>,
    authors: Vec<OwnerForm>,
    approvers: Vec<Vec<OwnerForm>>,
}

/// Who owns a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owners {
    /// Who may propose.
    pub authors: Vec<Owner>,
    /// Who must approve, each of them.
    pub approvers: Vec<Approver>,
    /// Who must approve besides where some of its facts change.
    pub fields: Vec<FieldOwners>,
}

/// Who owns some facts of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldOwners {
    /// Which facts.
    pub fields: Vec<FieldPattern>,
    /// Who may propose them; none: whoever may propose the file.
    pub authors: Vec<Owner>,
    /// Who must approve, each of them.
    pub approvers: Vec<Approver>,
}

/// DOMAIN's table, line by line.
pub(crate) fn standard() -> &'static [RuleText<'static>] {
    standard::TABLE
}

impl Default for Ownership {
    /// DOMAIN's table.
    fn default() -> Self {
        Self::of(standard().iter().copied())
    }
}

impl Ownership {
    pub(super) fn of<'t>(lines: impl IntoIterator<Item = RuleText<'t>>) -> Self {
        Ownership {
            rules: lines.into_iter().map(Rule::read).collect(),
        }
    }

    /// The owners of a path relative to `registry/`: of the file by the first line
    /// that matches, of its facts by every line with fields that does.
    #[must_use]
    pub fn owners(&self, path: &str) -> Option<Owners> {
        let whole = self.rules.iter().filter(|rule| rule.fields.is_none());
        let mut matching =
            whole.filter_map(|rule| Some((rule, pattern::matches(&rule.path, path)?)));
        let (rule, captures) = matching.next()?;
        Some(Owners {
            authors: filled(&rule.authors, &captures),
            approvers: rule.approvers(&captures),
            fields: self.field_owners(path),
        })
    }

    /// The owners of a path of the tree. Schemas stand beside the registry
    /// (`../schema/…` in the table), and belong to those to whom the rules belong
    /// where the table says nothing of them.
    #[must_use]
    pub fn of_path(&self, path: &str) -> Option<Owners> {
        match path.strip_prefix("registry/") {
            Some(inside) => self.owners(inside),
            None => {
                let as_rules = || self.owners(&format!("policy/{path}"));
                self.owners(&format!("../{path}")).or_else(as_rules)
            }
        }
    }

    /// Whether the table says anything of a path relative to `registry/`.
    pub(super) fn has(&self, path: &str) -> bool {
        let mut whole = self.rules.iter().filter(|rule| rule.fields.is_none());
        whole.any(|rule| pattern::matches(&rule.path, path).is_some())
    }

    fn field_owners(&self, path: &str) -> Vec<FieldOwners> {
        let owners = |rule: &Rule| {
            let fields = rule.fields.clone()?;
            let captures = pattern::matches(&rule.path, path)?;
            Some(FieldOwners {
                fields,
                authors: filled(&rule.authors, &captures),
                approvers: rule.approvers(&captures),
            })
        };
        self.rules.iter().filter_map(owners).collect()
    }

    /// The lines of whole files: path, and whom each needs the approval of, as
    /// alternatives that are filled in as far as `captures` say.
    pub(super) fn lines<'s>(
        &'s self,
        captures: &'s BTreeMap<&str, &str>,
    ) -> impl DoubleEndedIterator<Item = (&'s str, Vec<Approver>)> {
        let whole = self.rules.iter().filter(|rule| rule.fields.is_none());
        whole.map(|rule| (rule.path.as_str(), rule.approvers(captures)))
    }
}

impl Rule {
    fn read(text: RuleText<'_>) -> Self {
        let fields = text.fields.iter().map(|field| FieldPattern::parse(field));
        let alternatives = |text: &&str| text.split('|').map(OwnerForm::parse).collect();
        Rule {
            path: text.path.to_owned(),
            // One that cannot be read is said, and stands for everything.
            fields: (!text.fields.is_empty())
                .then(|| fields.map(Option::unwrap_or_default).collect()),
            authors: text
                .authors
                .iter()
                .map(|who| OwnerForm::parse(who))
                .collect(),
            approvers: text.approvers.iter().map(alternatives).collect(),
        }
    }

    fn approvers(&self, captures: &BTreeMap<&str, &str>) -> Vec<Approver> {
        let filled = |alternatives: &Vec<OwnerForm>| Approver(filled(alternatives, captures));
        self.approvers.iter().map(filled).collect()
    }
}

fn filled(owners: &[OwnerForm], captures: &BTreeMap<&str, &str>) -> Vec<Owner> {
    owners.iter().map(|owner| owner.filled(captures)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owners(table: &Ownership, path: &str) -> Option<(Vec<String>, Vec<String>)> {
        let owners = table.owners(path)?;
        let authors = owners.authors.iter().map(ToString::to_string).collect();
        let approvers = owners.approvers.iter().map(ToString::to_string).collect();
        Some((authors, approvers))
    }

    fn line<'t>(path: &'t str, authors: &'t [&'t str], approvers: &'t [&'t str]) -> RuleText<'t> {
        RuleText {
            path,
            fields: &[],
            authors,
            approvers,
        }
    }

    #[test]
    fn captures_fill_the_owners() {
        let table = Ownership::default();
        let names = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let found = |path| owners(&table, path);
        let audit = (names(&["audit"]), names(&["audit"]));
        assert_eq!(found("opinions/audit/health/platform.yaml"), Some(audit));
        let request = (names(&["health+ancestors", "catalog"]), names(&["finance"]));
        assert_eq!(found("requests/2027/health/platform.yaml"), Some(request));
        let rules = found("policy/rules/a.yaml").map(|(_, approvers)| approvers);
        assert_eq!(rules, Some(names(&["catalog", "finance"])));
        assert_eq!(found("policy"), None);
        assert_eq!(found("units/a/b.yaml"), None);
    }

    #[test]
    fn what_a_path_says_is_never_read_as_a_word_of_the_table() {
        let table = Ownership::default();
        let author = |path| table.owners(path).map(|owners| owners.authors[0].clone());
        let authority = |id: &str| Some(Owner::Authority(id.into()));
        assert_eq!(author("opinions/{unit}/a.yaml"), authority("{unit}"));
        assert_eq!(author("opinions/anyone/a.yaml"), authority("anyone"));
        assert_eq!(
            author("systems/anyone/a.yaml"),
            Some(Owner::UnitAndAncestors("anyone".into()))
        );
        // A unit whose slug is an authority's is the unit.
        assert_eq!(
            table.owners("units/finance.yaml").unwrap().fields[1].approvers[0].0,
            [
                Owner::Unit("finance".into()),
                Owner::Authority("government".into())
            ]
        );
    }

    #[test]
    fn the_first_line_that_matches_counts_and_every_line_of_fields() {
        let fields = RuleText {
            fields: &["/a"],
            ..line("a/**", &[], &["{unit}|one", "two"])
        };
        let more = RuleText {
            fields: &["/b", "/c/**"],
            ..line("a/{unit}/{any}/e.yaml", &["one"], &["{unit}"])
        };
        let table = Ownership::of([
            fields,
            line("a/*/c.yaml", &["one"], &["x"]),
            line("a/{unit}/**", &["{unit}"], &["x"]),
            line("**", &["rest"], &["{unit}"]),
            more,
        ]);
        let authors = |path| owners(&table, path).map(|owners| owners.0.concat());
        assert_eq!(authors("a/b/c.yaml").as_deref(), Some("one"));
        assert_eq!(authors("a/b/d/e.yaml").as_deref(), Some("b"));
        assert_eq!(authors("a/b").as_deref(), Some("rest"));
        // What no capture fills stays as it is, and is nobody.
        let nobody = Owner::Nobody("{unit}".into());
        let of_rest = table.owners("x").unwrap();
        assert_eq!(of_rest.approvers[0].0, [nobody]);
        assert_eq!(of_rest.fields, []);
        let fields = table.owners("a/b/d/e.yaml").unwrap().fields;
        let said: Vec<String> = fields
            .iter()
            .flat_map(|line| &line.approvers)
            .map(ToString::to_string)
            .collect();
        assert_eq!(said, ["{unit}|one", "two", "b"]);
    }

    #[test]
    fn owners_that_cannot_be_read_are_nobody() {
        for wrong in [
            "",
            "{}",
            "{year}",
            "{unit",
            "{unit}x",
            "catalog+ancestors",
            "{authority}+ancestors",
            "a{unit}",
            "{/lead}+ancestors",
            "a|b",
        ] {
            let read = OwnerForm::parse(wrong);
            assert_eq!(read, OwnerForm::Unreadable(wrong.into()), "{wrong}");
        }
    }
}
