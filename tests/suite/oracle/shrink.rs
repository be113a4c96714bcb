//! The smallest registry that still shows a difference.
//!
//! Values are taken away as long as the difference stays: whole documents
//! first, then fields and elements. A document that was sound stays sound and
//! one that was broken is left as it is, since only the generator knows which
//! documents are no evidence.

use super::compare::ENGINE;
use super::world::World;
use mulu_core::registry;
use serde_json::Value;

/// Takes away what can be missed.
pub(super) fn shrink(mut world: World, shows: impl Fn(&World) -> bool) -> World {
    loop {
        let before = world.clone();
        for path in before.docs.keys() {
            let mut without = world.clone();
            without.docs.remove(path);
            if shows(&without) {
                world = without;
            }
        }
        for path in before.docs.keys() {
            shrink_value(&mut world, path, "", &shows);
        }
        if world == before {
            return world;
        }
    }
}

/// Takes away parts of the value at a pointer, the last first.
fn shrink_value(world: &mut World, path: &str, pointer: &str, shows: &impl Fn(&World) -> bool) {
    let Some(doc) = world.docs.get(path).filter(|doc| doc.fault.is_none()) else {
        return;
    };
    let keys: Vec<String> = match doc.value.pointer(pointer) {
        Some(Value::Object(object)) => object.keys().cloned().collect(),
        Some(Value::Array(array)) => (0..array.len()).map(|index| index.to_string()).collect(),
        _ => return,
    };
    for key in keys.iter().rev() {
        let mut without = world.clone();
        let doc = without.docs.get_mut(path).expect("it was there");
        match doc.value.pointer_mut(pointer) {
            Some(Value::Object(object)) => drop(object.remove(key)),
            Some(Value::Array(array)) => drop(array.remove(key.parse().expect("an index"))),
            _ => return,
        }
        if is_sound(&without, path) && shows(&without) {
            *world = without;
        } else {
            let key = key.replace('~', "~0").replace('/', "~1");
            shrink_value(world, path, &format!("{pointer}/{key}"), shows);
        }
    }
}

/// Whether nothing is wrong with the document itself.
fn is_sound(world: &World, path: &str) -> bool {
    let path = format!("registry/{path}");
    let (_, findings) = registry::load(&world.tree(), &ENGINE.schemas);
    !findings.iter().any(|finding| {
        let family = finding.code.id.split('/').next();
        *finding.primary.path == *path && finding.is_error() && family == Some("schema")
    })
}
