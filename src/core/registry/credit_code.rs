//! The check character of a unified social credit code (GB 32100-2015).

/// The characters of a code by their values: digits and capitals without
/// I, O, S, V and Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The modulus of the scheme.
const MODULUS: usize = 31;

/// The character that must stand last in a code of 18; `None` where the text is
/// no such code at all.
#[must_use]
pub(super) fn check_character(code: &str) -> Option<char> {
    let bytes = code.as_bytes();
    if bytes.len() != 18 {
        return None;
    }
    let mut weight = 1;
    let mut sum = 0;
    for byte in &bytes[..17] {
        let value = ALPHABET.iter().position(|known| known == byte)?;
        sum = (sum + value * weight) % MODULUS;
        weight = weight * 3 % MODULUS;
    }
    ALPHABET.contains(&bytes[17]).then_some(())?;
    Some(char::from(ALPHABET[(MODULUS - sum) % MODULUS]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_code_has_no_check_character() {
        assert_eq!(check_character(""), None);
        assert_eq!(check_character("1150023200000000II"), None);
        assert_eq!(check_character("单位单位单位"), None);
    }

    proptest! {
        /// The weights are powers of 3, which is prime to 31: any single wrong
        /// character changes the check character.
        #[test]
        fn a_single_wrong_character_is_found(
            values in prop::collection::vec(0usize..31, 17), at in 0usize..17, other in 0usize..31,
        ) {
            prop_assume!(values[at] != other);
            let code = |values: &[usize]| {
                let text: String = values.iter().map(|v| char::from(ALPHABET[*v])).collect();
                text + "0"
            };
            let right = check_character(&code(&values));
            let mut wrong = values.clone();
            wrong[at] = other;
            prop_assert!(right.is_some());
            prop_assert_ne!(right, check_character(&code(&wrong)));
        }
    }
}
