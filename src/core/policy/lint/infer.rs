//! Types of expressions from the inside out, with a finding where none fits.

use super::types::Type;
use super::{Used, did_you_mean, matters, source};
use crate::diagnostic::{Diagnostic, Message, code};
use crate::layout::SubjectKind;
use crate::policy::expression::Expression;
use crate::policy::functions::as_call;
use crate::policy::pack::{Language, Pack, Subject, Value as Parameter};
use crate::schema::Schemas;
use cel::IdedExpr;
use cel::common::ast::{ComprehensionExpr, Expr, LiteralValue, SelectExpr};

/// How deep `all`, `exists` and the like may be nested: each level multiplies
/// the work by the length of a list.
const MAX_NESTING: usize = 2;

/// Checks the expressions of one rule.
pub(crate) struct Checker<'s, 'd> {
    pub(super) pack: &'s Pack,
    pub(super) schemas: &'s Schemas,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
    scope: Vec<(String, Type<'s>)>,
    nesting: usize,
    /// On what the opinions are that calls ask for; `None`: what `on` was given.
    pub(super) subject: Option<SubjectKind>,
    /// What the expressions read of the pack.
    pub(super) used: Used,
}

impl<'s, 'd> Checker<'s, 'd> {
    /// A checker with the variables that rules on a subject have.
    pub(crate) fn new(
        pack: &'s Pack,
        schemas: &'s Schemas,
        subject: Subject,
        diagnostics: &'d mut Vec<Diagnostic>,
    ) -> Self {
        let mut checker = Checker {
            pack,
            schemas,
            diagnostics,
            scope: Vec::new(),
            nesting: 0,
            subject: Some(matters::subject_of(subject)),
            used: Used::default(),
        };
        checker.variables(subject);
        checker
    }

    /// Rules of the first language had all variables of a request, whatever they
    /// spoke of.
    fn variables(&mut self, subject: Subject) {
        let first = self.pack.language == Language::First;
        let has = |subjects: &[Subject]| first || subjects.contains(&subject);
        let known: [(&str, bool, &[&str]); 5] = [
            ("unit", true, &["unit_id", "today"]),
            (
                "system",
                has(&[Subject::System, Subject::Request]),
                &["system_id"],
            ),
            ("request", has(&[Subject::Request]), &[]),
            ("project", subject == Subject::Project, &["project_id"]),
            ("applicant", has(&[Subject::Request, Subject::Project]), &[]),
        ];
        for (name, is_there, ids) in known {
            if is_there {
                let schema = if name == "applicant" { "unit" } else { name };
                self.variable(name, Type::document(self.schemas, schema));
                ids.iter().for_each(|id| self.variable(id, Type::Text));
            }
        }
        self.variable("params", Type::Parameters);
        self.variable("year", Type::Int);
    }

    /// Adds a variable.
    pub(crate) fn variable(&mut self, name: &str, of: Type<'s>) {
        self.scope.push((name.to_owned(), of));
    }

    /// The type of an expression; faults become findings.
    pub(crate) fn infer(&mut self, expression: &Expression) -> Type<'s> {
        self.of(expression, &expression.ast)
    }

    /// Checks an expression that must be of one type.
    pub(crate) fn wants(
        &mut self,
        expression: &Expression,
        wanted: &str,
        is_so: impl Fn(&Type<'_>) -> bool,
    ) {
        let found = self.infer(expression);
        if !matches!(found, Type::Unknown) && !is_so(&found) {
            self.mismatch(expression, wanted, &found);
        }
    }

    /// Says that an expression is of another type than it must be.
    pub(crate) fn mismatch(&mut self, whole: &Expression, wanted: &str, found: &Type<'_>) {
        let part = whole.ast.id;
        self.wrong_type(whole, part, wanted, found);
    }

    pub(super) fn wrong_type(
        &mut self,
        whole: &Expression,
        part: u64,
        wanted: &str,
        found: &Type<'_>,
    ) {
        let fault = whole.fault(&code::POLICY_TYPE, part);
        let found = found.class().unwrap_or("unknown");
        let name = |class: &str| Message::new(format!("policy-operand-{class}"));
        self.diagnostics.push(
            fault
                .arg("wanted", name(wanted))
                .arg("found", name(found))
                .arg("expression", &*source(whole)),
        );
    }

    pub(super) fn of(&mut self, whole: &Expression, part: &IdedExpr) -> Type<'s> {
        if let Some((function, args)) = as_call(part) {
            return self.function(whole, function, args);
        }
        match &part.expr {
            Expr::Literal(literal) => match literal {
                LiteralValue::Boolean(_) => Type::Bool,
                LiteralValue::Int(_) | LiteralValue::UInt(_) => Type::Int,
                LiteralValue::String(_) => Type::Text,
                _ => Type::Unknown,
            },
            Expr::Ident(name) => self.named(whole, part.id, name),
            Expr::Select(select) => self.select(whole, part.id, select),
            Expr::List(list) => {
                let mut items = list.elements.iter().map(|item| self.of(whole, item));
                let first = items.next().unwrap_or(Type::Unknown);
                items.for_each(drop);
                Type::List(Box::new(first))
            }
            Expr::Call(call) => self.operator(whole, part.id, call),
            Expr::Comprehension(comprehension) => self.comprehension(whole, part.id, comprehension),
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => Type::Unknown,
        }
    }

    fn named(&mut self, whole: &Expression, part: u64, name: &str) -> Type<'s> {
        if let Some((_, found)) = self.scope.iter().rev().find(|(known, _)| known == name) {
            return found.clone();
        }
        let fault = whole
            .fault(&code::POLICY_UNKNOWN_VARIABLE, part)
            .arg("name", name);
        let help = did_you_mean(name, self.scope.iter().map(|(known, _)| known.as_str()));
        self.diagnostics
            .push(help.into_iter().fold(fault, Diagnostic::help));
        Type::Unknown
    }

    fn select(&mut self, whole: &Expression, part: u64, select: &SelectExpr) -> Type<'s> {
        let operand = self.of(whole, &select.operand);
        let field = match &operand {
            Type::Parameters => self.parameter(whole, part, &select.field),
            Type::Range if ["min", "max"].contains(&select.field.as_str()) => Type::Int,
            Type::Map(..) => self.field(whole, part, &operand, &select.field),
            Type::Unknown => Type::Unknown,
            other => {
                self.wrong_type(whole, part, "mapping", other);
                Type::Unknown
            }
        };
        if select.test { Type::Bool } else { field }
    }

    fn field(&mut self, whole: &Expression, part: u64, of: &Type<'s>, name: &str) -> Type<'s> {
        if let Some(field) = of.field(name) {
            if of.is_anything(name) {
                let fault = whole.fault(&code::SCHEMA_NOT_UNDERSTOOD, part);
                let mut fault = fault.arg("field", name);
                fault.message.key = "schema-not-understood-untyped".into();
                self.diagnostics.push(fault);
            }
            return field;
        }
        let fault = whole
            .fault(&code::POLICY_UNKNOWN_FIELD, part)
            .arg("name", name);
        let fault = fault.arg("expression", &*source(whole));
        // Once for an expression, however often the field stands in it.
        let same = |known: &Diagnostic| {
            let (one, other) = (&known.primary, &fault.primary);
            known.message == fault.message
                && one.path == other.path
                && rule(&one.pointer).eq(rule(&other.pointer))
        };
        if self.diagnostics.iter().any(same) {
            return Type::Unknown;
        }
        let help = did_you_mean(name, of.fields());
        self.diagnostics
            .push(help.into_iter().fold(fault, Diagnostic::help));
        Type::Unknown
    }

    pub(super) fn parameter(&mut self, whole: &Expression, part: u64, name: &str) -> Type<'s> {
        let known = self
            .pack
            .parameters
            .get(name)
            .and_then(|found| found.values.first());
        self.used.parameters.insert(name.to_owned());
        if let Some(dated) = known {
            return match dated.value {
                Parameter::Number(_) => Type::Int,
                Parameter::Table(_) => Type::Table,
                Parameter::Range(..) => Type::Range,
                Parameter::MonthDay(_) => Type::Text,
            };
        }
        let fault = whole
            .fault(&code::POLICY_UNKNOWN_PARAMETER, part)
            .arg("name", name);
        let help = did_you_mean(name, self.pack.parameters.keys().map(|name| &**name));
        self.diagnostics
            .push(help.into_iter().fold(fault, Diagnostic::help));
        Type::Unknown
    }

    fn comprehension(
        &mut self,
        whole: &Expression,
        part: u64,
        comprehension: &ComprehensionExpr,
    ) -> Type<'s> {
        let item = match self.of(whole, &comprehension.iter_range) {
            Type::List(item) => *item,
            Type::Unknown | Type::Table => Type::Unknown,
            other => {
                self.wrong_type(whole, part, "list", &other);
                Type::Unknown
            }
        };
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            let fault = whole.fault(&code::POLICY_COST, part);
            self.diagnostics.push(
                fault
                    .arg("reason", Message::new("cost-nesting"))
                    .arg("limit", MAX_NESTING),
            );
        }
        let known = self.scope.len();
        self.variable(&comprehension.iter_var, item);
        self.variable(&comprehension.accu_var, Type::Unknown);
        self.of(whole, &comprehension.loop_step);
        self.scope.truncate(known);
        self.nesting -= 1;
        match self.of(whole, &comprehension.accu_init) {
            Type::List(_) => Type::List(Box::new(Type::Unknown)),
            other => other,
        }
    }
}

/// What of a pointer says in which rule it lies.
fn rule(pointer: &str) -> impl Iterator<Item = &str> {
    pointer.split('/').take(3)
}
