//! What is a person's number, and what only looks like one.

use super::check;
use proptest::prelude::*;
use std::sync::Arc;

/// Findings in a text as code, text found and pointer.
fn said(text: &str) -> Vec<(&'static str, String, String)> {
    let path: Arc<str> = "registry/units/a.yaml".into();
    let bytes: Arc<[u8]> = text.as_bytes().into();
    let (document, _) = crate::document::read(&path, &bytes);
    let mut found = Vec::new();
    check(&path, &bytes, document.as_ref(), &mut found);
    let place = |label: &crate::diagnostic::Label| {
        let part = &bytes[label.span.start as usize..label.span.end as usize];
        String::from_utf8(part.to_vec()).unwrap()
    };
    let said = |found: crate::diagnostic::Diagnostic| {
        (found.code.id, place(&found.primary), found.primary.pointer)
    };
    found.into_iter().map(said).collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    said(text).into_iter().map(|(code, ..)| code).collect()
}

/// The check character of 17 digits, worked out as the standard writes it:
/// the weighted sum of all 18 is 1 modulo 11.
fn with_check(body: &str) -> String {
    let weight = |place: u32| 2u32.pow(17 - place) % 11;
    let sum: u32 = (0..)
        .zip(body.chars())
        .map(|(place, digit)| digit.to_digit(10).unwrap() * weight(place))
        .sum();
    let check = (0..11).find(|check| (sum + check) % 11 == 1).unwrap();
    let check = if check == 10 {
        "X".to_owned()
    } else {
        check.to_string()
    };
    format!("{body}{check}")
}

/// Region 500000 is nobody's.
fn id() -> String {
    with_check("50000019900101001")
}

fn full_width(text: &str) -> String {
    let wide = |digit: char| match digit {
        '0'..='9' | 'X' => char::from_u32(u32::from(digit) + 0xFEE0).unwrap(),
        '-' => '－',
        ' ' => '\u{3000}',
        other => other,
    };
    text.chars().map(wide).collect()
}

#[test]
fn id_numbers_are_found_wherever_they_stand() {
    let id = id();
    for text in [
        format!("note: 身份证{id}，请核对\n"),
        format!("a: 1 # {id}\n"),
        format!("{id}: a\n"),
        format!("a: \"{}\"\n", full_width(&id)),
        format!("a: {} {} {}\n", &id[..6], &id[6..14], &id[14..]),
        format!("a: {}-{}-{}\n", &id[..6], &id[6..14], &id[14..]),
        format!("a: [\n# {id}\n"),
        format!("a: ID{id}\n"),
        format!("a: SFZ{id}\n"),
        format!(
            "a: {}.{}.{}.{}\n",
            &id[..6],
            &id[6..10],
            &id[10..12],
            &id[12..]
        ),
    ] {
        assert_eq!(codes(&text), ["privacy/id-number"], "{text}");
    }
}

#[test]
fn mobile_numbers_are_found_however_they_are_written() {
    for number in [
        "13800000000",
        "138-0000-0000",
        "138 0000 0000",
        "138-0000 0000",
        "1380000-0000",
        "１３８００００００００",
        "１３８－００００－００００",
        "138\u{2013}0000\u{2013}0000",
        "138.0000.0000",
        "138_0000_0000",
        "138/0000/0000",
        "138·0000·0000",
        "138，0000，0000",
        "138  0000  0000",
        "138 - 0000 - 0000",
        "138）0000）0000",
        "138\u{200B}0000\u{200B}0000",
        "①③⑧⓪⓪⓪⓪⓪⓪⓪⓪",
        "1\u{FE0F}\u{20E3}3\u{FE0F}\u{20E3}8\u{FE0F}\u{20E3}00000000",
        "1\u{0663}\u{0668}\u{0660}\u{0660}\u{0660}\u{0660}\u{0660}\u{0660}\u{0660}\u{0660}",
        "𝟏𝟑𝟖𝟎𝟎𝟎𝟎𝟎𝟎𝟎𝟎",
    ] {
        for text in [
            format!("phone: \"{number}\"\n"),
            format!("note: 联系人电话{number}，周一至周五\n"),
            format!("note: 见《{number}》。\n"),
            format!("a: b # {number}.\n"),
        ] {
            let found = said(&text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(
                (found[0].0, &*found[0].1),
                ("privacy/mobile-number", number)
            );
        }
    }
    for text in [
        "a: Tel13800000000\n",
        "a: TEL13800000000，微信同号\n",
        "a: 微信wx13800000000\n",
        "a: zhang_13800000000\n",
        "a: zhang-13800000000\n",
        "a: 张三_13800000000_\n",
        "a: Tel.13800000000\n",
        "a: phone(138)00000000\n",
    ] {
        assert_eq!(codes(text), ["privacy/mobile-number"], "{text}");
    }
    for number in [
        "+8613800000000",
        "008613800000000",
        "+86-13800000000",
        "86 138 0000 0000",
    ] {
        assert_eq!(
            codes(&format!("a: \"{number}\"\n")),
            ["privacy/mobile-number"],
            "{number}"
        );
    }
    assert_eq!(codes("a: {b: [13800000000, 13900000000]}\n").len(), 2);
    assert_eq!(codes("a: 13800000000 13900000000/13700000000\n").len(), 3);
    assert_eq!(codes("# 13800000000\n\ta: [\n"), ["privacy/mobile-number"]);
}

#[test]
fn other_numbers_are_not_personal() {
    for text in [
        "amount: 13800000000\n",
        "construction: {total_investment: 13800000000}\n",
        "credit_code: 115000001990010100\n",
        "phone: 023-77720000\n",
        "phone: 12345678901\n",
        "document: WL-13800000000\n",
        "document: WL13800000000\n",
        "document: 13800000000A\n",
        "document: 13800000000-A1\n",
        "document: 13015647907-22005\n",
        "document: 2026-13800000000\n",
        "document: 138000000001\n",
        "document: 0.13800000000\n",
        "a: 500000199013010018\n",
        "on: 2026-12-01\n",
        "document: No13800000000\n",
        "document: No.13800000000A\n",
        "document: WL_13800000000\n",
        "document: 2026_13800000000\n",
        "document: a1b13800000000\n",
        "share: 1380000.0000\n",
        "money: 13,800,000,000\n",
        "money: 1380000,0000\n",
        "a: 〔2022〕13号，第800条；0000、0000\n",
    ] {
        assert_eq!(codes(text), [""; 0], "{text}");
    }
    assert_eq!(
        codes("amount: 1 # 13800000000\n"),
        ["privacy/mobile-number"]
    );
    assert_eq!(
        codes("amount: \"13800000000\"\n"),
        ["privacy/mobile-number"]
    );
}

#[test]
fn places_are_exact_and_pointers_the_innermost() {
    let found = said("a:\n  - b\n  - １２ 电话：13800000000\n  - 13900000000: c\n");
    let expected = [("13800000000", "/a/1"), ("13900000000", "/a/2/13900000000")];
    let found: Vec<_> = found.iter().map(|(_, text, at)| (&**text, &**at)).collect();
    assert_eq!(found, expected);
}

#[test]
fn very_many_are_counted() {
    let text: String = (0..5000).map(|_| "- 13800000000\n").collect();
    let found = codes(&text);
    assert_eq!(found.len(), 51);
    assert_eq!(found.last(), Some(&"document/more-findings"));
}

proptest! {
    /// ISO 7064 MOD 11-2: any single wrong digit is found, so is any swap of
    /// neighbours; outside the birthday nothing else can refuse it.
    #[test]
    fn only_the_right_check_digit_counts(
        region in 100_000u32..900_000, order in 0u32..1000, at in 14usize..17, other in 0u32..10,
    ) {
        let body = format!("{region}19900101{order:03}");
        let right = with_check(&body);
        let text = format!("a: '{right}'\n");
        prop_assert_eq!(codes(&text), ["privacy/id-number"]);
        let lower = format!("a: '{}'\n", right.to_lowercase());
        prop_assert_eq!(codes(&lower), ["privacy/id-number"]);
        let mut wrong = right.clone();
        wrong.replace_range(at..=at, &other.to_string());
        prop_assert_eq!(codes(&format!("a: '{wrong}'\n")).is_empty(), wrong != right);
        let mut swapped: Vec<char> = right.chars().collect();
        swapped.swap(at - 1, at);
        let swapped: String = swapped.into_iter().collect();
        // Digit 14 is the birthday's; what is no such day is refused as well.
        prop_assert_eq!(codes(&format!("a: '{swapped}'\n")).is_empty(), swapped != right);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(prop_oneof![
        any::<u8>(), b'0'..=b'9', Just(0xEF), Just(0xBC), Just(0x90), Just(b'-'), Just(b' '), Just(b'X'),
    ], 0..400)) {
        let path: Arc<str> = "registry/units/a.yaml".into();
        let mut found = Vec::new();
        check(&path, &bytes, None, &mut found);
        for finding in found {
            prop_assert!(finding.primary.span.end as usize <= bytes.len());
        }
    }
}

#[test]
fn numbers_of_fifteen_digits_have_a_region_and_a_birthday() {
    for text in [
        "a: '500101900101123'\n",
        "a: 50010190 0101 123\n",
        "a: 500101-900101-123\n",
        "a: \"\\u0035\\u00300101900101123\"\n",
        "a: \"5001019\\\n  00101123\"\n",
    ] {
        assert_eq!(codes(text), ["privacy/id-number"], "{text}");
    }
    for text in [
        "a: 501301900101\n",
        "a: 500101901301123\n",
        "a: 990101900101123\n",
        "a: 5001019001011234\n",
        "a: WL-500101900101123\n",
    ] {
        assert_eq!(codes(text), [""; 0], "{text}");
    }
}

#[test]
fn what_is_said_again_has_no_number_in_it() {
    let (id, old) = (id(), "500101900101123");
    for (text, said) in [
        (
            format!("身份证{id}。"),
            format!("身份证{}{}。", &id[..3], "*".repeat(15)),
        ),
        (
            format!("{old}/13800000000"),
            format!("500{}/138{}", "*".repeat(12), "*".repeat(8)),
        ),
        ("138 0000-0000".to_owned(), "138 ****-****".to_owned()),
        (
            "school/zhang-13800000000".to_owned(),
            "school/zhang-138********".to_owned(),
        ),
        ("2026-13800000000".to_owned(), "2026-13800000000".to_owned()),
    ] {
        assert_eq!(super::redacted(&text), said);
        let mut bytes = text.clone().into_bytes();
        super::redact(&mut bytes);
        assert_eq!(bytes.len(), text.len());
    }
}
