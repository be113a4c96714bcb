//! Opinions: which one counts, whether it passed, and all of a matter.

use super::arguments::{Args, bool, elements, fault, list, node_of, optional, text};
use super::{ALL, Answer, Function, Kind, Library, Parameter, SECOND, may_take, takes};
use crate::policy::MissingWhat;
use crate::registry::{DocId, Opinion, Opinions, Slot};
use cel::ExecutionError;
use cel::common::value::Val;
use std::collections::BTreeMap;
use std::sync::Arc;

const OF_A_MATTER: &[Parameter] = &[
    takes("authority", Kind::AnyAuthority),
    takes("matter", Kind::Matter),
    may_take("scope", Kind::Text),
];

const WHOLE_MATTER: &[Parameter] = &[
    takes("authority", Kind::AnyAuthority),
    takes("matter", Kind::Matter),
];

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "passed",
        parameters: OF_A_MATTER,
        result: Kind::Bool,
        zh: "对规则对象的意见中起作用的一条是否通过并且没有过期；没有意见则待补证；`authority` 可以是 `\"any\"`（该事项的各主管部门）",
        en: "whether the opinion on the rule's subject that counts passed and is still valid; unproven where there is none; `authority` may be `\"any\"` (whoever attests the matter)",
        languages: ALL,
        run: |at, args| bool(at.passed(args)?),
    },
    Function {
        name: "has_passed",
        parameters: OF_A_MATTER,
        result: Kind::Bool,
        zh: "同 `passed`，但没有意见为否",
        en: "as `passed`, but no where there is none",
        languages: ALL,
        run: |at, args| {
            bool(
                at.counting(args)?
                    .is_some_and(|counted| at.passes(counted.opinion)),
            )
        },
    },
    Function {
        name: "opinion",
        parameters: OF_A_MATTER,
        result: Kind::Opinion,
        zh: "起作用的意见及其各项；没有则待补证",
        en: "the opinion that counts, with its fields; unproven where there is none",
        languages: ALL,
        run: |at, args| match at.counting(args)? {
            Some(counted) => Ok(at.node(counted.doc, counted.opinion.node)),
            None => at.no_opinion(args),
        },
    },
    Function {
        name: "has_opinion",
        parameters: OF_A_MATTER,
        result: Kind::Bool,
        zh: "是否有起作用的意见",
        en: "whether there is an opinion that counts",
        languages: SECOND,
        run: |at, args| bool(at.counting(args)?.is_some()),
    },
    Function {
        name: "awaiting",
        parameters: OF_A_MATTER,
        result: Kind::Bool,
        zh: "没有结果：待补证，所缺为该意见",
        en: "never an answer: unproven, naming that opinion",
        languages: ALL,
        run: |at, args| at.no_opinion(args),
    },
    Function {
        name: "opinions",
        parameters: WHOLE_MATTER,
        result: Kind::Opinions,
        zh: "该事项的全部意见，不论范围，由早到晚",
        en: "all opinions of the matter, of any scope, oldest first",
        languages: SECOND,
        run: |at, args| {
            let mut all = at.issued(text(args, 0)?, text(args, 1)?)?;
            all.sort_by_key(|counted| counted.opinion.issued_on);
            at.listed_opinions(args, all)
        },
    },
    Function {
        name: "counting",
        parameters: WHOLE_MATTER,
        result: Kind::Opinions,
        zh: "该事项每个范围中起作用的意见",
        en: "of each scope of the matter the opinion that counts",
        languages: SECOND,
        run: |at, args| {
            let all = at.each_counting(text(args, 0)?, text(args, 1)?)?;
            at.listed_opinions(args, all)
        },
    },
    Function {
        name: "passing",
        parameters: WHOLE_MATTER,
        result: Kind::Opinions,
        zh: "`counting` 中通过并且没有过期的",
        en: "those of `counting` that passed and are still valid",
        languages: SECOND,
        run: |at, args| {
            let mut all = at.each_counting(text(args, 0)?, text(args, 1)?)?;
            all.retain(|counted| at.passes(counted.opinion));
            at.listed_opinions(args, all)
        },
    },
    Function {
        name: "latest",
        parameters: &[takes("opinions", Kind::Opinions)],
        result: Kind::Opinion,
        zh: "其中最晚的一条；没有则待补证",
        en: "the latest of them; unproven where there is none",
        languages: SECOND,
        run: |at, args| at.latest(elements(args, 0)?),
    },
    Function {
        name: "favourable",
        parameters: &[takes("opinion", Kind::Opinion)],
        result: Kind::Bool,
        zh: "按该事项的结果，意见是否为通过",
        en: "whether the opinion is favourable, by its matter's results",
        languages: SECOND,
        run: |at, args| {
            let (doc, node) = args
                .first()
                .and_then(|one| node_of(&**one))
                .ok_or_else(|| fault("opinion"))?;
            bool(at.is_favourable(doc, node))
        },
    },
];

/// An opinion and its file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'r> {
    pub(super) doc: DocId,
    pub(super) opinion: &'r Opinion,
}

impl<'r> Counted<'r> {
    /// Whether it counts rather than another one: the later; of one file, of one
    /// day, the later there; of several files the less favourable.
    fn counts_over(&self, other: &Counted<'r>) -> bool {
        let (one, another) = (self.opinion, other.opinion);
        if one.issued_on != another.issued_on {
            return one.issued_on > another.issued_on;
        }
        if self.doc == other.doc {
            return one.node > another.node;
        }
        another.favourable && !one.favourable
    }
}

fn best<'r>(found: impl Iterator<Item = Counted<'r>>) -> Option<Counted<'r>> {
    found.reduce(|best, one| if one.counts_over(&best) { one } else { best })
}

impl<'r> Library<'r> {
    /// An authority's file on a subject; fails where it is broken.
    pub(super) fn file(
        &self,
        authority: &str,
        subject: &str,
    ) -> Result<Option<&'r Opinions>, ExecutionError> {
        match self.session.registry.opinions_on(authority, subject) {
            Slot::Absent => Ok(None),
            Slot::Valid(file) => Ok(Some(file)),
            Slot::Broken(path) => self.lacks(Arc::clone(path), MissingWhat::Valid),
        }
    }

    /// All opinions of a matter on the subject that exist on the day.
    fn issued(&self, authority: &str, matter: &str) -> Result<Vec<Counted<'r>>, ExecutionError> {
        let mut found = Vec::new();
        for authority in self.session.authorities(authority, matter) {
            let Some(file) = self.file(&authority, &self.about)? else {
                continue;
            };
            self.spend(file.opinions.len())?;
            for opinion in file.opinions.iter().filter(|one| *one.matter == *matter) {
                self.session.appears(Some(opinion.issued_on));
                if opinion.issued_on <= self.on {
                    let doc = file.doc;
                    self.sound(doc, opinion.node)?;
                    found.push(Counted { doc, opinion });
                }
            }
        }
        Ok(found)
    }

    /// The opinion that counts for a matter and a scope.
    pub(super) fn counting(&self, args: &Args<'_>) -> Result<Option<Counted<'r>>, ExecutionError> {
        let (authority, matter) = (text(args, 0)?, text(args, 1)?);
        let scope = optional(args, 2)?;
        let mut counting = None;
        for authority in self.session.authorities(authority, matter) {
            let Some(file) = self.file(&authority, &self.about)? else {
                continue;
            };
            self.spend(file.opinions.len())?;
            let of_scope = |one: &&Opinion| *one.matter == *matter && one.scope.as_deref() == scope;
            for opinion in file.opinions.iter().filter(of_scope) {
                self.session.appears(Some(opinion.issued_on));
            }
            let found = file.counting(matter, scope, self.on);
            let doc = file.doc;
            let found = found.map(|opinion| Counted { doc, opinion });
            counting = best(counting.into_iter().chain(found));
        }
        if let Some(counted) = counting {
            self.read(counted.doc, counted.opinion.node);
            self.sound(counted.doc, counted.opinion.node)?;
        }
        Ok(counting)
    }

    fn each_counting(
        &self,
        authority: &str,
        matter: &str,
    ) -> Result<Vec<Counted<'r>>, ExecutionError> {
        let all = self.issued(authority, matter)?;
        let mut of_scope: BTreeMap<Option<&str>, Counted<'r>> = BTreeMap::new();
        for one in all {
            let counting = of_scope.entry(one.opinion.scope.as_deref()).or_insert(one);
            if one.counts_over(counting) {
                *counting = one;
            }
        }
        Ok(of_scope.into_values().collect())
    }

    /// Opinions as a list; where there is none, whoever ends in an error for it
    /// misses the matter.
    fn listed_opinions(&self, args: &Args<'_>, all: Vec<Counted<'r>>) -> Answer<'r> {
        if all.is_empty() {
            let _: Answer<'r> = self.no_opinion(args);
        }
        let values = all.into_iter().map(|counted| {
            self.read(counted.doc, counted.opinion.node);
            self.node(counted.doc, counted.opinion.node)
        });
        list(values.collect())
    }

    /// Fails for want of an opinion.
    pub(super) fn no_opinion<T>(&self, args: &Args<'_>) -> Result<T, ExecutionError> {
        let (authority, matter) = (text(args, 0)?, text(args, 1)?);
        let mut authorities = self.session.authorities(authority, matter).into_iter();
        let authority = authorities.next().unwrap_or_else(|| authority.into());
        let what = MissingWhat::Opinion {
            matter: matter.into(),
            scope: optional(args, 2)?.map(Arc::from),
        };
        self.lacks(
            format!("registry/opinions/{authority}/{}.yaml", self.about),
            what,
        )
    }

    /// Whether an opinion is favourable and was valid on the day.
    pub(super) fn passes(&self, opinion: &Opinion) -> bool {
        opinion.favourable
            && opinion.valid_until.is_none_or(|until| {
                self.session.lapses_after(until);
                until >= self.on
            })
    }

    /// DOMAIN: "passed"; no such opinion is a miss.
    fn passed(&self, args: &Args<'_>) -> Result<bool, ExecutionError> {
        match self.counting(args)? {
            Some(counted) => Ok(self.passes(counted.opinion)),
            None => self.no_opinion(args),
        }
    }

    fn latest(&self, opinions: &[Box<dyn Val + '_>]) -> Answer<'r> {
        let found = opinions.iter().filter_map(|one| self.opinion_of(&**one));
        let counted = best(found).ok_or_else(|| fault("latest"))?;
        Ok(self.node(counted.doc, counted.opinion.node))
    }

    /// The opinion that a value stands for.
    fn opinion_of(&self, value: &dyn Val) -> Option<Counted<'r>> {
        let (doc, node) = node_of(value)?;
        let opinion = self.session.opinion_at(doc, node)?;
        Some(Counted { doc, opinion })
    }

    fn is_favourable(&self, doc: DocId, node: u32) -> bool {
        let opinion = self.session.opinion_at(doc, node);
        opinion.is_some_and(|opinion| opinion.favourable)
    }
}
