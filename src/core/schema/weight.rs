//! How much work a schema makes of one value: what it refers to counts as often
//! as it is referred to. A few lines that double each other thirty times would
//! keep whoever judges them busy for ever.

use serde_json::Value;
use std::collections::BTreeMap;

/// The most parts of a schema, all references written out. The largest built in
/// has eight hundred.
const MOST: u64 = 50_000;

/// The most patterns: each is compiled. The largest schema built in has seventeen.
const MOST_PATTERNS: usize = 200;

/// Where a schema is known to be.
type Address = *const Value;

/// Why a schema is not to be used, if it isn't.
pub(super) fn check(schema: &Value) -> Result<(), &'static str> {
    let mut scale = Scale {
        root: schema,
        known: BTreeMap::new(),
    };
    if patterns(schema) > MOST_PATTERNS {
        return Err("it has more than 200 patterns");
    }
    let weight = scale.weigh(schema)?;
    if weight > MOST {
        return Err("its references add up to more than 50000 parts");
    }
    Ok(())
}

/// How many patterns there are, wherever they stand.
fn patterns(schema: &Value) -> usize {
    match schema {
        Value::Array(items) => items.iter().map(patterns).sum(),
        Value::Object(members) => {
            let inside: usize = members.values().map(patterns).sum();
            let named = members.get("patternProperties").and_then(Value::as_object);
            inside + usize::from(members.contains_key("pattern")) + named.map_or(0, |all| all.len())
        }
        _ => 0,
    }
}

struct Scale<'s> {
    root: &'s Value,
    /// What was weighed; `None`: is being weighed.
    known: BTreeMap<Address, Option<u64>>,
}

impl Scale<'_> {
    fn weigh(&mut self, schema: &Value) -> Result<u64, &'static str> {
        match self.known.get(&std::ptr::from_ref(schema)) {
            Some(Some(weight)) => return Ok(*weight),
            Some(None) => return Err("it refers to itself"),
            None => {}
        }
        self.known.insert(schema, None);
        let mut weight: u64 = 1;
        match schema {
            Value::Array(items) => {
                for item in items {
                    weight = weight.saturating_add(self.weigh(item)?);
                }
            }
            Value::Object(members) => {
                for (key, value) in members {
                    // Definitions weigh where they are used.
                    if key != "$defs" {
                        let part = self.part(key, value, std::ptr::eq(schema, self.root))?;
                        weight = weight.saturating_add(part);
                    }
                }
            }
            _ => {}
        }
        self.known.insert(schema, Some(weight));
        Ok(weight)
    }

    fn part(&mut self, key: &str, value: &Value, top: bool) -> Result<u64, &'static str> {
        match (key, value) {
            ("$ref", Value::String(target)) => {
                let inside = target.strip_prefix('#');
                let found = inside.and_then(|pointer| self.root.pointer(pointer));
                self.weigh(found.ok_or("a reference doesn't begin with #/$defs/")?)
            }
            ("$id", Value::String(_)) if top => Ok(1),
            ("$id" | "$anchor" | "$dynamicRef" | "$recursiveRef", Value::String(_)) => {
                Err("$id, $anchor and $dynamicRef cannot be used within it")
            }
            _ => self.weigh(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_doubles_thirty_times_is_refused() {
        let mut defs = serde_json::Map::new();
        for n in 0..30 {
            let next = json!({"$ref": format!("#/$defs/a{}", n + 1)});
            defs.insert(format!("a{n}"), json!({"allOf": [next, next]}));
        }
        defs.insert("a30".to_owned(), json!({"type": "object"}));
        let schema = json!({"$ref": "#/$defs/a0", "$defs": defs});
        assert!(check(&schema).is_err_and(|reason| reason.contains("50000")));
        let small = json!({"$ref": "#/$defs/a28", "$defs": schema["$defs"]});
        assert_eq!(check(&small), Ok(()));
    }

    #[test]
    fn a_reference_leads_into_the_file_and_not_round_in_it() {
        for round in [
            json!({"$ref": "#"}),
            json!({"items": {"$ref": "#/$defs/a"}, "$defs": {"a": {"not": {"$ref": "#/$defs/a"}}}}),
        ] {
            assert_eq!(check(&round), Err("it refers to itself"));
        }
        assert!(check(&json!({"$id": "urn:a", "not": {"$ref": "urn:a#/$defs/b"}})).is_err());
        assert!(check(&json!({"not": {"$id": "urn:b"}})).is_err());
        assert!(check(&json!({"not": {"$dynamicRef": "#b"}})).is_err());
    }
}
