//! What two documents can't both have: codes and numbers that somebody else gave
//! out. Names that are the same are only said.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic, Message, code};
use crate::document::NodeRef;
use crate::registry::Slot;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

impl<'r> Checker<'r, '_> {
    /// Credit codes, catalog codes, platform and filing numbers; names.
    pub(super) fn unique(&mut self) {
        let registry = self.registry;
        let units = registry.units.values().filter_map(Slot::valid);
        let units: Vec<NodeRef<'r>> = units.map(|unit| self.root(unit.doc)).collect();
        let systems = registry.systems.values().filter_map(Slot::valid);
        let systems: Vec<NodeRef<'r>> = systems.map(|system| self.root(system.doc)).collect();
        let resources = systems.iter().flat_map(|system| {
            let data = system.get("data");
            let resources = data.and_then(|data| data.get("resources"));
            resources.into_iter().flat_map(NodeRef::items)
        });
        let resources: Vec<NodeRef<'r>> = resources.collect();
        let get = |nodes: &[NodeRef<'r>], way: &[&str]| -> Vec<NodeRef<'r>> {
            let at = |node: &NodeRef<'r>| {
                let mut way = way.iter();
                way.try_fold(*node, |node, key| node.get(key))
            };
            nodes.iter().filter_map(at).collect()
        };
        let codes = &code::REGISTRY_DUPLICATE_CODE;
        self.once(codes, &get(&units, &["credit_code"]), false);
        self.once(codes, &get(&resources, &["catalog_code"]), true);
        let published = get(&resources, &["published", "platform_id"]);
        self.once(codes, &published, true);
        let filed = get(&systems, &["security", "mlps_filing_number"]);
        self.once(codes, &filed, true);
        let names = &code::REGISTRY_SAME_NAME;
        self.once(names, &get(&units, &["name"]), false);
        self.once(names, &get(&systems, &["name"]), false);
    }

    /// Says of all but the first that they are the same; what holds them is then no
    /// evidence, neither here nor there.
    fn once(&mut self, code: &'static Code, values: &[NodeRef<'r>], marked: bool) {
        let mut seen: HashMap<String, NodeRef<'r>> = HashMap::with_capacity(values.len());
        for value in values {
            let text = value.scalar_text().unwrap_or_default();
            // Spaces and case make no other name and no other code.
            let plain: String = text
                .chars()
                .filter(|c| !c.is_whitespace())
                .flat_map(char::to_lowercase)
                .collect();
            let first = match seen.entry(plain) {
                Entry::Occupied(seen) => *seen.get(),
                Entry::Vacant(new) => {
                    new.insert(*value);
                    continue;
                }
            };
            if marked {
                for holder in [first, *value].into_iter().filter_map(NodeRef::parent) {
                    self.mark(holder);
                }
            }
            let first = first.label().note(Message::new("note-first-here"));
            let finding = Diagnostic::new(code, value.label()).arg("name", text);
            self.push(finding.also(first));
        }
    }
}
