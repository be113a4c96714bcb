//! Operators and functions.

use super::did_you_mean;
use super::infer::Checker;
use super::types::Type;
use crate::diagnostic::{Diagnostic, code};
use crate::policy::expression::Expression;
use crate::policy::functions::{Function, Kind, called, find, functions, is_named, text};
use crate::policy::pack::Pack;
use crate::registry::Index;
use crate::schema::Schemas;
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, operators as op};
use std::collections::BTreeSet;

/// Functions of CEL's standard library that rules may use, and what they give.
const STANDARD: &[(&str, Kind)] = &[
    ("size", Kind::Int),
    ("string", Kind::Text),
    ("startsWith", Kind::Bool),
    ("endsWith", Kind::Bool),
    ("contains", Kind::Bool),
];

impl<'s> Checker<'s, '_> {
    /// An operator, or a function of the standard library.
    pub(super) fn operator(&mut self, whole: &Expression, part: u64, call: &CallExpr) -> Type<'s> {
        let args: Vec<Type<'s>> = call
            .target
            .iter()
            .map(|target| &**target)
            .chain(&call.args)
            .map(|arg| self.of(whole, arg))
            .collect();
        match (call.func_name.as_str(), args.as_slice()) {
            (op::LOGICAL_AND | op::LOGICAL_OR | op::LOGICAL_NOT, _) => {
                for (arg, found) in call.args.iter().zip(&args) {
                    if !matches!(found, Type::Bool | Type::Unknown) {
                        self.wrong_type(whole, arg.id, "condition", found);
                    }
                }
                Type::Bool
            }
            (op::EQUALS | op::NOT_EQUALS, [left, right]) => {
                self.compared(whole, part, left, right);
                self.possible(whole, call, left, right);
                Type::Bool
            }
            (op::LESS | op::LESS_EQUALS | op::GREATER | op::GREATER_EQUALS, [left, right]) => {
                self.compared(whole, part, left, right);
                Type::Bool
            }
            (op::IN, [item, list]) => {
                if let Type::List(of) = list {
                    self.compared(whole, part, item, of);
                    self.possible_in(whole, call, item, of);
                }
                Type::Bool
            }
            (op::CONDITIONAL, [_, yes, _]) => yes.clone(),
            (op::ADD | op::SUBSTRACT | op::MULTIPLY | op::DIVIDE | op::MODULO, [left, right]) => {
                self.compared(whole, part, left, right);
                left.clone()
            }
            (op::NEGATE, [of]) => of.clone(),
            (op::INDEX, [Type::Table, _]) => Type::Int,
            (op::INDEX, [Type::List(item), _]) => (**item).clone(),
            (op::INDEX, _) | (op::NOT_STRICTLY_FALSE, _) => Type::Unknown,
            (name, _) => self.standard(whole, part, name),
        }
    }

    fn standard(&mut self, whole: &Expression, part: u64, name: &str) -> Type<'s> {
        if let Some((_, result)) = STANDARD.iter().find(|(known, _)| *known == name) {
            return Type::result(*result, self.schemas);
        }
        let mut fault = whole.fault(&code::POLICY_FUNCTION, part).arg("name", name);
        if find(name, self.pack.language).is_some() {
            fault.message.key = "policy-function-arguments".into();
            self.diagnostics.push(fault);
            return Type::Unknown;
        }
        let names = functions(self.pack.language).map(|function| function.name);
        let help = did_you_mean(name, names.chain(STANDARD.iter().map(|(name, _)| *name)));
        self.diagnostics
            .push(help.into_iter().fold(fault, Diagnostic::help));
        Type::Unknown
    }

    fn compared(&mut self, whole: &Expression, part: u64, left: &Type<'_>, right: &Type<'_>) {
        if !left.comparable(right) {
            self.wrong_type(whole, part, left.class().unwrap_or("unknown"), right);
        }
    }

    /// A text that the other side can never be makes the comparison pointless.
    fn possible(&mut self, whole: &Expression, call: &CallExpr, left: &Type<'s>, right: &Type<'s>) {
        let [one, other] = call.args.as_slice() else {
            return;
        };
        for (literal, against) in [(one, right), (other, left)] {
            if let (Some(value), Type::OneOf(values)) = (text(literal), against)
                && !values.contains(&value)
            {
                self.impossible(whole, literal.id, value, values);
            }
        }
    }

    /// The same for the texts of a list, and for a text that is looked for in one.
    fn possible_in(&mut self, whole: &Expression, call: &CallExpr, item: &Type<'s>, of: &Type<'s>) {
        let [one, list] = call.args.as_slice() else {
            return;
        };
        if let (Type::OneOf(values), Expr::List(list)) = (item, &list.expr) {
            for literal in &list.elements {
                if let Some(value) = text(literal).filter(|value| !values.contains(value)) {
                    self.impossible(whole, literal.id, value, values);
                }
            }
        }
        if let (Some(value), Type::OneOf(values)) = (text(one), of)
            && !values.contains(&value)
        {
            self.impossible(whole, one.id, value, values);
        }
    }

    fn impossible(&mut self, whole: &Expression, part: u64, value: &str, values: &[&str]) {
        let fault = whole
            .fault(&code::POLICY_UNKNOWN_VALUE, part)
            .arg("value", value);
        let fault = fault.arg("values", values.join(", "));
        let help = did_you_mean(value, values.iter().copied());
        self.diagnostics
            .push(help.into_iter().fold(fault, Diagnostic::help));
    }

    /// A call of one of our functions.
    pub(super) fn function(
        &mut self,
        whole: &Expression,
        function: &Function,
        args: &[IdedExpr],
    ) -> Type<'s> {
        let mut said = Said::default();
        let own = self.subject;
        if function.name == "on" {
            self.subject = None;
        }
        for (arg, parameter) in args.iter().zip(function.parameters) {
            self.argument(whole, arg, parameter.kind, &mut said);
        }
        self.subject = own;
        self.asks_what_can_be(whole, function, args);
        match function.result {
            Kind::OfCall => said.call.unwrap_or(Type::Unknown),
            Kind::Same => said.list.unwrap_or(Type::Unknown),
            Kind::Element => match said.list {
                Some(Type::List(item)) => *item,
                _ => Type::Unknown,
            },
            Kind::Document => Type::document(self.schemas, &said.name),
            Kind::Entries => Type::lines(self.schemas, &said.name),
            Kind::ParameterValue => said.parameter.unwrap_or(Type::Unknown),
            result => Type::result(result, self.schemas),
        }
    }

    fn argument(&mut self, whole: &Expression, arg: &IdedExpr, kind: Kind, said: &mut Said<'s>) {
        match kind {
            Kind::Call => match called(arg) {
                Some((function, args)) => {
                    said.call = Some(self.function(whole, function, args));
                }
                None => self.wrong_type(whole, arg.id, "call", &Type::Unknown),
            },
            Kind::AnyAuthority
            | Kind::Matter
            | Kind::Whose
            | Kind::EntryKind
            | Kind::Yearly
            | Kind::DocumentKind
            | Kind::ParameterName
            | Kind::RuleName
            | Kind::Titled => self.literal(whole, arg, kind, said),
            other => {
                let wanted = Type::result(other, self.schemas);
                let found = self.of(whole, arg);
                if !wanted.is_like(&found) {
                    self.wrong_type(whole, arg.id, wanted.class().unwrap_or("unknown"), &found);
                }
                if matches!(found, Type::List(_)) {
                    said.list = Some(found);
                }
            }
        }
    }

    /// An argument that must be one of some quoted names.
    fn literal(&mut self, whole: &Expression, arg: &IdedExpr, kind: Kind, said: &mut Said<'s>) {
        let Some(value) = text(arg) else {
            self.wrong_type(whole, arg.id, "quoted-name", &Type::Unknown);
            return;
        };
        let pack = self.pack;
        let values: Vec<&str> = match kind {
            Kind::AnyAuthority => {
                let all = pack.matters.values().flat_map(|matter| &matter.authorities);
                let all: BTreeSet<&str> = all.map(|id| &**id).chain(["any"]).collect();
                all.into_iter().collect()
            }
            Kind::Matter => {
                self.used.matters.insert(value.to_owned());
                matters(pack, said.authority.as_deref())
            }
            Kind::Whose => vec!["system", "unit", "systems-of-unit", "project"],
            Kind::EntryKind => entry_kinds(self.schemas),
            Kind::Yearly => Index::kinds().collect(),
            Kind::DocumentKind => vec!["unit", "system", "project", "framework"],
            Kind::ParameterName => {
                said.parameter = Some(self.parameter(whole, arg.id, value));
                return;
            }
            Kind::RuleName => {
                let known = pack.rules.iter().any(|rule| is_named(&rule.id, value));
                self.used
                    .rules
                    .push((value.to_owned(), whole.label(Some(arg.id))));
                if known {
                    vec![value]
                } else {
                    pack.rules.iter().map(|rule| &*rule.id).collect()
                }
            }
            _ => vec!["expense", "matter", "authority"],
        };
        if !values.contains(&value) {
            self.impossible(whole, arg.id, value, &values);
        } else if kind == Kind::AnyAuthority {
            said.authority = Some(value.to_owned());
        }
        said.name = value.to_owned();
    }
}

/// What the arguments before said.
#[derive(Default)]
struct Said<'s> {
    authority: Option<String>,
    name: String,
    call: Option<Type<'s>>,
    list: Option<Type<'s>>,
    parameter: Option<Type<'s>>,
}

/// The matters of an authority, or of any.
fn matters<'p>(pack: &'p Pack, authority: Option<&str>) -> Vec<&'p str> {
    let all = pack.matters.iter();
    let own = all.filter(|(_, matter)| {
        authority.is_none_or(|id| id == "any" || matter.authorities.contains(id))
    });
    own.map(|(id, _)| &**id).collect()
}

/// The kinds that lines of lists may have.
fn entry_kinds(schemas: &Schemas) -> Vec<&str> {
    let Type::List(line) = Type::lines(schemas, "list") else {
        return Vec::new();
    };
    match line.field("kind") {
        Some(Type::OneOf(kinds)) => kinds,
        _ => Vec::new(),
    }
}
