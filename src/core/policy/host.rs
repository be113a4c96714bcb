//! The functions of [`super::functions`], answered from the registry's indexes.

mod days;
mod money;
mod opinions;
mod sources;

use super::amounts;
use super::case::Case;
use super::session::Session;
use super::value::{mapping, text};
use super::watch::{COMPARED, DAILY};
use crate::registry::DocId;
use cel::ExecutionError;
use cel::common::traits::Indexer;
use cel::common::types::{CelBool, CelInt, CelList, CelString};
use cel::common::value::{CowVal, Val};
use jiff::civil::Date;

/// The value behind every function call.
#[derive(Clone, Debug)]
pub(crate) struct Host<'r> {
    pub(crate) session: &'r Session<'r>,
    pub(crate) case: Case,
}

pub(crate) type Answer<'r> = Result<Box<dyn Val + 'r>, ExecutionError>;

mapping!(Host);

impl Indexer for Host<'_> {
    fn get<'b, 'v>(&'b self, call: &dyn Val) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        let call = call
            .downcast_ref::<CelList>()
            .map(CelList::inner)
            .unwrap_or_default();
        let (name, args) = call.split_first().ok_or_else(|| fault("call"))?;
        self.call(text(name.as_ref())?, args).map(CowVal::Owned)
    }

    fn steal<'v>(self: Box<Self>, call: &dyn Val) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.get(call).map(CowVal::into_owned)
    }
}

impl<'r> Host<'r> {
    fn call(&self, name: &str, args: &[Box<dyn Val + '_>]) -> Answer<'r> {
        match name {
            "passed" => self.passed(args).and_then(bool),
            "has_passed" => self.has_passed(args).and_then(bool),
            "opinion" => self.opinion(args),
            "awaiting" => self.awaiting(args),
            "overdue" => self.overdue(args).and_then(bool),
            "unresolved" => self.unresolved(args).and_then(bool),
            "within_months" => self.within_months(args),
            "elapsed_months" => self.elapsed_months(args),
            "months_since" => self.months_since(date(args, 0)?),
            COMPARED => self.compared(args),
            DAILY => {
                self.session.turns(Some(self.session.on));
                self.session.turns_behind(self.session.on);
                Ok(days::given(args))
            }
            "later" => string(date(args, 0)?.max(date(args, 1)?).to_string()),
            "listed" => self.listed().and_then(bool),
            "collected" => self.collected(),
            "has_source" => self
                .source(string_arg(args, 0)?)
                .and_then(|s| bool(s.is_some())),
            "source_of" => self.source_of(string_arg(args, 0)?),
            "sole_collector" => self.sole_collector(string_arg(args, 0)?).and_then(bool),
            "in_list" => self.in_list(args).and_then(bool),
            "in_plan" => self.in_plan(args).and_then(bool),
            "plan_amount" => self.plan_amount(args),
            "requested_amount" => self.requested_amount(),
            "applicant_over_unit" => self.applicant_over_unit().and_then(bool),
            "expense" => self.expense(string_arg(args, 0)?),
            "ten_thousands" => string(amounts::ten_thousands(int(args, 0)?)),
            "grouped" => string(amounts::grouped(int(args, 0)?)),
            _ => Err(fault(name)),
        }
    }

    /// Notes that a node was read.
    fn read(&self, doc: DocId, node: u32) {
        self.session.trace.read_id(doc, node);
    }

    /// Fails for want of something.
    fn lacks<T>(&self, missing: super::Missing) -> Result<T, ExecutionError> {
        self.session.trace.missing(missing);
        Err(fault("evidence"))
    }
}

/// The error of a function; what is missing stands in the trace.
fn fault(name: &str) -> ExecutionError {
    ExecutionError::function_error(name, "no answer")
}

fn bool<'r>(value: bool) -> Answer<'r> {
    Ok(Box::new(CelBool::from(value)))
}

fn string<'r>(value: String) -> Answer<'r> {
    Ok(Box::new(CelString::from(value)))
}

fn string_arg<'b>(args: &'b [Box<dyn Val + '_>], at: usize) -> Result<&'b str, ExecutionError> {
    text(args.get(at).ok_or_else(|| fault("argument"))?.as_ref())
}

fn int(args: &[Box<dyn Val + '_>], at: usize) -> Result<i64, ExecutionError> {
    let arg = args.get(at).ok_or_else(|| fault("argument"))?;
    arg.downcast_ref::<CelInt>()
        .map(|int| *int.inner())
        .ok_or_else(|| fault("argument"))
}

fn date(args: &[Box<dyn Val + '_>], at: usize) -> Result<Date, ExecutionError> {
    string_arg(args, at)?.parse().map_err(|_| fault("date"))
}
