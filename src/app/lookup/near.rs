//! "Did you mean", for what has an id and names: by the id, by a part of a name, by a
//! slip in a name.

use super::super::{Error, LONGEST_NAME, nearest, unknown};
use mulu_core::diagnostic::Message;

/// How many that may be meant are named.
const NAMED: usize = 5;

/// An id with what it is called.
pub(super) type Named<'a> = (&'a str, Vec<&'a str>);

/// The failure of a name that means nothing, with what may be meant.
pub(super) fn missing(key: &'static str, name: &str, written: &str, all: &[Named<'_>]) -> Error {
    let title = |id: &str| {
        let found = all.iter().find(|(known, _)| *known == id);
        found
            .and_then(|(_, names)| names.first())
            .map_or(id, |name| name)
            .to_owned()
    };
    if name.len() > LONGEST_NAME {
        return unknown(key, name, None);
    }
    if let Some(id) = nearest(written, all.iter().map(|(id, _)| *id)) {
        return unknown(key, name, Some((id, title(id).into())));
    }
    // `unit/名称`: what stands behind the unit may be a part of a name.
    let last = written.rsplit('/').next().unwrap_or(written);
    let named = by_name(name.trim(), all);
    let named = if named.is_empty() {
        by_name(last, all)
    } else {
        named
    };
    match *named {
        [] => unknown(key, name, None),
        [one] => unknown(key, name, Some((one, title(one).into()))),
        ref several => {
            let mut named: Vec<String> = several
                .iter()
                .take(NAMED)
                .map(|id| format!("`{id}` ({})", title(id)))
                .collect();
            if several.len() > NAMED {
                named.push(format!("… ({})", several.len()));
            }
            let help = Message::new("help-did-you-mean-one-of").arg("names", named);
            let failure = Message::new(key).arg("name", name);
            let message = Message::new("failure-with-help").arg("failure", failure);
            Error::not_found(message.arg("help", help))
        }
    }
}

/// The ids that are called so in part, the shortest names first; where there are none,
/// those whose name has every character of it, and then the one that is nearest.
fn by_name<'a>(wrong: &str, all: &[Named<'a>]) -> Vec<&'a str> {
    if wrong.chars().count() < 2 {
        return Vec::new();
    }
    let with = |is: &dyn Fn(&str) -> bool| {
        let mut found: Vec<(usize, &str)> = Vec::new();
        for (id, names) in all {
            let fitting = names.iter().chain([id]).filter(|name| is(name));
            if let Some(length) = fitting.map(|name| name.chars().count()).min() {
                found.push((length, id));
            }
        }
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).collect::<Vec<&str>>()
    };
    let part = with(&|name| name.contains(wrong) || wrong.contains(name));
    if !part.is_empty() {
        return part;
    }
    let scattered = with(&|name| wrong.chars().all(|c| name.contains(c)));
    if !scattered.is_empty() && !wrong.is_ascii() {
        return scattered;
    }
    let limit = 1 + wrong.chars().count() / 4;
    let distances = all.iter().flat_map(|(id, names)| {
        names
            .iter()
            .map(move |name| (strsim::damerau_levenshtein(wrong, name), *id))
    });
    let near = distances.filter(|(distance, _)| *distance <= limit).min();
    near.into_iter().map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_a_part_and_by_a_slip() {
        let all: Vec<Named<'_>> = vec![
            ("a/health", vec!["全民健康信息平台"]),
            ("a/child", vec!["妇幼健康管理系统"]),
            ("b/office", vec!["协同办公系统", "OA"]),
        ];
        assert_eq!(by_name("健康", &all), ["a/child", "a/health"]);
        assert_eq!(by_name("全民健康信息平", &all), ["a/health"]);
        assert_eq!(by_name("健康平台", &all), ["a/health"]);
        assert_eq!(by_name("协同办工系统", &all), ["b/office"]);
        assert_eq!(by_name("气象", &all), Vec::<&str>::new());
        assert_eq!(by_name("系", &all), Vec::<&str>::new());
        assert_eq!(by_name("office", &all), ["b/office"]);
    }
}
