//! Amounts and names as sentences of rules say them.

use super::arguments::{int, string, text};
use super::{ALL, Function, Kind, Library, SECOND, takes};
use crate::layout::Subject;
use crate::number;
use crate::registry::Slot;

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
    Function {
        name: "amount",
        parameters: &[takes("amount", Kind::Int)],
        result: Kind::Text,
        zh: "句子中的金额，按目录的币种和习惯：`86.0` 加单位",
        en: "an amount for a sentence, in the registry's currency: `860,000` and its unit",
        languages: SECOND,
        run: |at, args| string(at.amount(int(args, 0)?)),
    },
    Function {
        name: "name_of",
        parameters: &[takes("path", Kind::Text)],
        result: Kind::Text,
        zh: "单位、系统或者项目（`unit/projects/project`）的名称",
        en: "the name of a unit, a system or a project (`unit/projects/project`)",
        languages: SECOND,
        run: |at, args| {
            let path = text(args, 0)?;
            string(at.name_of(path).unwrap_or(path))
        },
    },
    Function {
        name: "title",
        parameters: &[takes("what", Kind::Titled), takes("id", Kind::Text)],
        result: Kind::Text,
        zh: "费用类别（`\"expense\"`）、事项（`\"matter\"`）或者主管部门（`\"authority\"`）的名称",
        en: "what an `\"expense\"` category, a `\"matter\"` or an `\"authority\"` is called",
        languages: SECOND,
        run: |at, args| {
            let id = text(args, 1)?;
            string(at.title(text(args, 0)?, id).unwrap_or(id))
        },
    },
];

impl<'r> Library<'r> {
    fn amount(&self, amount: i64) -> String {
        let tongue = self.session.tongue();
        let scale = self.session.registry.settings.currency.scale(&tongue);
        let amount = number::scaled(amount, scale.digits);
        match scale.name {
            "" => amount,
            name => format!("{amount} {name}"),
        }
    }

    fn name_of(&self, path: &str) -> Option<&'r str> {
        let registry = self.session.registry;
        let subject = Subject::from(path);
        let (_, slot) = self.session.other(subject.kind().id(), &subject.of())?;
        let Slot::Valid(doc) = slot else { return None };
        registry.document(doc).root().get("name")?.scalar_text()
    }

    fn title(&self, what: &str, id: &str) -> Option<&'r str> {
        let pack = self.session.pack;
        let tag = self.session.tongue();
        let title = match what {
            "expense" => &pack.expenses.get(id)?.title,
            "matter" => &pack.matters.get(id)?.title,
            "authority" => return self.session.authority_name(id),
            _ => return None,
        };
        Some(title.get(&tag)).filter(|title| !title.is_empty())
    }
}
