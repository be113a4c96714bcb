//! The literals of a source file, tests and documentation left out.

use super::{Source, is_of_tests};
use regex::Regex;
use std::sync::LazyLock;
use syn::visit::Visit;

/// A text within the tokens of a macro.
static IN_MACROS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r##"r#"(?s:(.*?))"#|"((?s:[^"\\]|\\.)*)""##).unwrap());

/// Documentation within the tokens of a macro.
static DOCUMENTATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r##"doc\s*=\s*(r#"(?s:.*?)"#|r?"(?s:[^"\\]|\\.)*")|///[^\n]*"##).unwrap()
});

/// Every text that the file holds, macros' too; neither in its tests nor in its documentation.
pub(crate) fn literals(source: &Source) -> Vec<String> {
    if source.is_test() {
        return Vec::new();
    }
    let mut literals = Literals::default();
    literals.visit_file(&syn::parse_file(&source.text).unwrap());
    literals.0
}

#[derive(Default)]
struct Literals(Vec<String>);

impl<'ast> Visit<'ast> for Literals {
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_of_tests(&module.attrs) {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.0.push(text.value());
    }

    fn visit_lit_byte_str(&mut self, bytes: &'ast syn::LitByteStr) {
        self.0
            .push(String::from_utf8_lossy(&bytes.value()).into_owned());
    }

    fn visit_macro(&mut self, of: &'ast syn::Macro) {
        let tokens = DOCUMENTATION
            .replace_all(&of.tokens.to_string(), "")
            .into_owned();
        let found = IN_MACROS.captures_iter(&tokens);
        self.0.extend(found.map(|text| {
            let text = text.get(1).or_else(|| text.get(2));
            text.map_or_else(String::new, |text| text.as_str().to_owned())
        }));
    }
}
