//! Calls asked on another subject or as on another day, and one after another.

use super::arguments::{arg, bool, date, fault, text};
use super::library::opened;
use super::opinions::Counted;
use super::{Function, Kind, Library, SECOND, at, takes};
use cel::ExecutionError;
use cel::common::value::Val;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "on",
        parameters: &[takes("path", Kind::Text), takes("CALL", Kind::Call)],
        result: Kind::OfCall,
        zh: "同一调用，但问的是对另一对象的意见：`unit`、`unit/system`、`unit/projects/project`、`frameworks/framework`",
        en: "the same call about opinions on another subject: `unit`, `unit/system`, `unit/projects/project`, `frameworks/framework`",
        languages: SECOND,
        run: |at, args| at.about(text(args, 0)?).call(arg(args, 1)?),
    },
    Function {
        name: "at",
        parameters: &[takes("day", Kind::Text), takes("CALL", Kind::Call)],
        result: Kind::OfCall,
        zh: "同一调用，但问的是那一天的情形（不晚于今天）",
        en: "the same call as on another day, but none after today",
        languages: SECOND,
        run: |at, args| at.as_on(date(args, 0)?).call(arg(args, 1)?),
    },
    Function {
        name: "then",
        parameters: &[takes("CALL", Kind::Call), takes("CALL", Kind::Call)],
        result: Kind::Bool,
        zh: "两个 `passed` 都成立，并且第二个意见不早于第一个",
        en: "both calls of `passed` hold, and the second opinion was not issued before the first",
        languages: SECOND,
        run: |at, args| {
            let first = at.counted_by(arg(args, 0)?)?;
            let second = at.counted_by(arg(args, 1)?)?;
            bool(second.opinion.issued_on >= first.opinion.issued_on)
        },
    },
];

impl<'r> Library<'r> {
    /// The opinion that a call of `passed` is about.
    fn counted_by(&self, call: &dyn Val) -> Result<Counted<'r>, ExecutionError> {
        let (place, args) = opened(call)?;
        match at(place).map(|function| function.name) {
            Some("on") => self.about(text(args, 0)?).counted_by(arg(args, 1)?),
            Some("at") => self.as_on(date(args, 0)?).counted_by(arg(args, 1)?),
            Some("passed" | "has_passed") => {
                self.counting(args)?.ok_or_else(|| fault("no opinion"))
            }
            _ => Err(fault("call")),
        }
    }
}
