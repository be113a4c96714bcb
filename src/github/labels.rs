//! Our labels; those of others are left alone.

use super::client::Method;
use super::{Client, DesiredState, Fault, Pull, segment};
use serde_json::json;

impl Client {
    /// Puts on what is wanted and takes off what of ours is not; whether
    /// anything was written.
    pub(super) fn labels(&self, pull: &Pull, wanted: &DesiredState) -> Result<bool, Fault> {
        let missing = wanted
            .labels
            .iter()
            .filter(|label| !pull.labels.contains(label));
        let missing: Vec<&String> = missing.collect();
        let has = |label: &&String| pull.labels.contains(label) && !wanted.labels.contains(label);
        let stale: Vec<&String> = wanted.our_labels.iter().filter(has).collect();
        let route = format!("/issues/{}/labels", pull.number);
        if !missing.is_empty() {
            self.call(Method::Post, &route, Some(&json!({"labels": missing})))?;
        }
        for label in &stale {
            let label = segment(label);
            match self.call(Method::Delete, &format!("{route}/{label}"), None) {
                Err(fault) if !fault.is_missing() => return Err(fault),
                _ => {}
            }
        }
        Ok(!missing.is_empty() || !stale.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use crate::segment;

    #[test]
    fn a_label_is_one_segment_of_a_path() {
        assert_eq!(segment("mulu: a/b?"), "mulu%3A%20a%2Fb%3F");
        assert_eq!(segment("规则"), "%E8%A7%84%E5%88%99");
    }
}
