//! Names as they are searched: neither the width of letters nor spaces nor capitals
//! keep anybody from finding one.

/// A text as it is compared.
pub(crate) fn fold(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace());
    let narrow = kept.map(|c| match u32::from(c) {
        // Full-width forms of ASCII.
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    });
    narrow.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn width_case_and_spaces_make_no_difference() {
        assert_eq!(fold("智慧　Ａi 平台（二期）"), fold("智慧AI平台(二期)"));
        assert!(fold("全民健康信息平台").contains(&fold("健康 信息")));
    }
}
