//! Amounts as sentences of rules say them.

use super::arguments::{int, string};
use super::{ALL, Function, Kind, takes};
use crate::number;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "ten_thousands",
        parameters: &[takes("amount", Kind::Int)],
        result: Kind::Text,
        zh: "句子中的金额，以万为单位：`86.0`",
        en: "an amount for a sentence, in units of ten thousand: `86.0`",
        languages: ALL,
        run: |_, args| string(number::ten_thousands(int(args, 0)?)),
    },
    Function {
        name: "grouped",
        parameters: &[takes("amount", Kind::Int)],
        result: Kind::Text,
        zh: "句子中的金额，每三位分节：`860,000`",
        en: "an amount for a sentence, in groups of three digits: `860,000`",
        languages: ALL,
        run: |_, args| string(number::grouped(int(args, 0)?)),
    },
];
