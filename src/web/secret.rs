//! Random bits, and bytes as hexadecimal digits and back.

use ring::rand::{SecureRandom, SystemRandom};

/// Random bytes of the machine's; `None`: it has none.
pub(crate) fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).ok()?;
    Some(bytes)
}

/// Bytes as hexadecimal digits, two each.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hexadecimal digits as the bytes that they stand for; `None`: they stand for none, or for
/// more or fewer.
pub(crate) fn bytes<const N: usize>(digits: &str) -> Option<[u8; N]> {
    let sound = digits.len() == 2 * N && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    sound.then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_bytes_are_each_others() {
        let some: [u8; 32] = random().unwrap();
        assert_ne!(some, random().unwrap());
        assert_eq!(bytes(&hexadecimal(&some)), Some(some));
        assert_eq!(bytes("00ff"), Some([0, 255]));
        for wrong in ["", "00", "00ff00", "0+ff", "区0"] {
            assert_eq!(bytes::<2>(wrong), None, "{wrong}");
        }
    }
}
