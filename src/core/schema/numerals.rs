//! Numbers in Chinese words, as contracts and letters have them: `二〇二五`, `五百`, `伍佰万`.

/// The number that a text of Chinese numerals means; `None` where anything else stands in it.
pub(super) fn value(text: &str) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    if text.chars().all(|c| digit(c).is_some()) {
        let digits = text.chars().filter_map(digit);
        return digits
            .map(|one| char::from_digit(one, 10))
            .collect::<Option<String>>()?
            .parse()
            .ok();
    }
    // What stands before the largest unit so far, before the next, and the digit in hand.
    let (mut whole, mut part, mut last): (i64, i64, Option<u32>) = (0, 0, None);
    for c in text.chars() {
        if let Some(one) = digit(c) {
            last = Some(one);
            continue;
        }
        let factor = unit(c)?;
        if factor < LARGE {
            let times = last.take().unwrap_or(1);
            part = part.checked_add(i64::from(times).checked_mul(factor)?)?;
        } else {
            part = part.checked_add(i64::from(last.take().unwrap_or(0)))?;
            whole = counted(whole, part, factor)?;
            part = 0;
        }
    }
    whole
        .checked_add(part)?
        .checked_add(i64::from(last.unwrap_or(0)))
}

/// What a large unit makes of all before it: `亿` counts all of it, `万` only what stands
/// behind the last `亿`. Without a number before it, it counts nothing.
fn counted(whole: i64, part: i64, factor: i64) -> Option<i64> {
    if factor == LARGE {
        let part = part.checked_mul(factor)?;
        return if part == 0 {
            None
        } else {
            whole.checked_add(part)
        };
    }
    let all = whole.checked_add(part)?;
    if all == 0 {
        return None;
    }
    all.checked_mul(factor)
}

/// The text with its Chinese numerals in digits.
pub(super) fn in_digits(text: &str) -> String {
    let is_numeral = |c: char| digit(c).is_some() || unit(c).is_some();
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(from) = rest.find(is_numeral) {
        let (before, on) = rest.split_at(from);
        let (run, after) = on.split_at(on.find(|c| !is_numeral(c)).unwrap_or(on.len()));
        told.push_str(before);
        match value(run) {
            Some(number) => told.push_str(&number.to_string()),
            None => told.push_str(run),
        }
        rest = after;
    }
    told + rest
}

/// From here on a unit counts all that stands before it.
const LARGE: i64 = 10_000;

fn unit(c: char) -> Option<i64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' => LARGE,
        '亿' => 100_000_000,
        _ => return None,
    })
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_as_they_are_said() {
        for (text, number) in [
            ("二〇二五", 2025),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("三百零五", 305),
            ("五百万", 5_000_000),
            ("叁拾万", 300_000),
            ("一千二百三十四万五千六百七十八", 12_345_678),
            ("一亿二千万", 120_000_000),
            ("十亿零三百万零五", 1_003_000_005),
            ("一万亿", 1_000_000_000_000),
        ] {
            assert_eq!(value(text), Some(number), "{text}");
        }
        assert_eq!(value("五百元"), None);
        assert_eq!(value(""), None);
        assert_eq!(value("万"), None);
        assert_eq!(value("亿元"), None);
        assert_eq!(value(&"九".repeat(30)), None);
        assert_eq!(in_digits("二〇二五年十二月二十日"), "2025年12月20日");
        assert_eq!(in_digits("2025年1月2日"), "2025年1月2日");
    }
}
