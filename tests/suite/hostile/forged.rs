//! Objects that are larger than memory, as few bytes: written into the repository as they
//! would lie there once fetched.

use super::Input;
use super::room::Room;
use git2::Oid;

/// What three gigabytes are called here.
const HUGE: usize = 3 << 30;

/// Writes an object of zeros, of a kind and a size, without ever holding it. Its id is any:
/// nobody hashes again what lies in a repository.
fn zeros(room: &Room, kind: &str, head: &[u8], size: usize) -> Oid {
    static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(1);
    let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let id = format!("{:040x}", 0xabcd_ef00_u64 + u64::from(number));
    let mut file = vec![0x78, 0x01];
    let start = [format!("{kind} {size}\0").as_bytes(), head].concat();
    // A stored block for what begins it.
    let length = u16::try_from(start.len()).unwrap();
    file.push(0);
    file.extend(length.to_le_bytes());
    file.extend((!length).to_le_bytes());
    file.extend(start);
    file.extend(deflated(size - head.len()));
    let folder = room.repository.path().join("objects").join(&id[..2]);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(&id[2..]), file).unwrap();
    Oid::from_str(&id).unwrap()
}

/// Zeros, deflated with the fixed codes: a literal, then copies of 258 bytes from one byte
/// before, thirteen bits each. The checksum behind them is not right; who gets so far
/// has read too much.
fn deflated(count: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.number(0b011, 3);
    // The literal 0 is the code 00110000, the first bit first.
    bits.code(0b0011_0000, 8);
    let copies = (count - 1) / 258;
    let mut done = 0;
    while done < copies && bits.used != 0 {
        bits.copy();
        done += 1;
    }
    // From a whole byte on, eight copies are thirteen bytes.
    let mut eight = Bits::default();
    (0..8).for_each(|_| eight.copy());
    for _ in 0..(copies - done) / 8 {
        bits.bytes.extend(&eight.bytes);
    }
    (0..(copies - done) % 8).for_each(|_| bits.copy());
    (0..(count - 1) % 258).for_each(|_| bits.code(0b0011_0000, 8));
    bits.code(0, 7);
    let mut bytes = bits.bytes;
    bytes.extend([0, 0, 0, 1]);
    bytes
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn bit(&mut self, bit: u32) {
        if self.used == 0 {
            self.bytes.push(0);
        }
        *self.bytes.last_mut().unwrap() |= u8::try_from(bit << self.used).unwrap();
        self.used = (self.used + 1) % 8;
    }

    /// The lowest bit first.
    fn number(&mut self, value: u32, count: u32) {
        (0..count).for_each(|at| self.bit(value >> at & 1));
    }

    /// The highest bit first.
    fn code(&mut self, value: u32, count: u32) {
        (0..count).rev().for_each(|at| self.bit(value >> at & 1));
    }

    /// A copy of 258 bytes (code 285) from one byte before (code 0).
    fn copy(&mut self) {
        self.code(0b1100_0101, 8);
        self.code(0, 5);
    }
}

/// A tree of `main` with an object in some place.
fn at(room: &Room, path: &str, id: Oid, mode: i32) -> String {
    let mut update = git2::build::TreeUpdateBuilder::new();
    let mode = match mode {
        0o040_000 => git2::FileMode::Tree,
        _ => git2::FileMode::Blob,
    };
    update.upsert(path, id, mode);
    let main = room.main().tree().unwrap();
    let tree = update.create_updated(&room.repository, &main).unwrap();
    room.propose(tree).to_string()
}

fn blob(room: &Room, path: &str) -> String {
    at(room, path, zeros(room, "blob", b"", HUGE), 0o100_644)
}

pub(super) fn inputs() -> Vec<Input> {
    vec![
        Input::proposed("a document that inflates to three gigabytes", |room| {
            blob(room, "registry/systems/zz/x.yaml")
        }),
        Input::proposed("rules that inflate to three gigabytes", |room| {
            blob(room, "registry/policy/rules/x.yaml")
        }),
        Input::proposed("a schema that inflates to three gigabytes", |room| {
            blob(room, "schema/system.schema.json")
        }),
        Input::proposed("settings that inflate to three gigabytes", |room| {
            blob(room, "registry/registry.yaml")
        }),
        Input::proposed("settings that inflate to three gigabytes, asked for the day", |room| {
            blob(room, "registry/registry.yaml")
        })
        .asked(&["check", "--rev", "{rev}"]),
        Input::proposed("something else that inflates to three gigabytes", |room| {
            blob(room, "docs/x.bin")
        }),
        Input::proposed("a folder that inflates to three gigabytes", |room| {
            let id = zeros(room, "tree", b"", HUGE);
            at(room, "registry/systems/zz", id, 0o040_000)
        })
        .says(&["large"]),
        Input::proposed("a folder of something else that inflates to three gigabytes", |room| {
            let id = zeros(room, "tree", b"", HUGE);
            at(room, "docs", id, 0o040_000)
        })
        .says(&["large"]),
        Input::proposed("a commit that inflates to three gigabytes", |room| {
            let main = room.main();
            let head = format!(
                "tree {}\nparent {}\nauthor a <a@example.org> 1793581200 +0000\ncommitter a <a@example.org> 1793581200 +0000\n\n",
                main.tree_id(),
                main.id()
            );
            zeros(room, "commit", head.as_bytes(), HUGE).to_string()
        })
        .says(&["large"]),
        Input::proposed("a commit before the last that inflates to three gigabytes", |room| {
            let main = room.main();
            let head = format!(
                "tree {}\nparent {}\nauthor a <a@example.org> 1793581200 +0000\ncommitter a <a@example.org> 1793581200 +0000\n\n",
                main.tree_id(),
                main.id()
            );
            let before = zeros(room, "commit", head.as_bytes(), HUGE);
            let text = format!(
                "tree {}\nparent {before}\nauthor a <a@example.org> 1793581200 +0000\ncommitter a <a@example.org> 1793581200 +0000\n\nx",
                main.tree_id()
            );
            let odb = room.repository.odb().unwrap();
            odb.write(git2::ObjectType::Commit, text.as_bytes()).unwrap().to_string()
        })
        .says(&["large"]),
        Input::proposed("both sides change a file that inflates to three gigabytes", |room| {
            let mine = room.with(&[("docs/x.bin".to_owned(), b"mine".to_vec())]);
            let mine = room.propose(mine);
            room.repository.reference("refs/heads/small", mine, true, "").unwrap();
            blob(room, "docs/x.bin")
        })
        .asked(&["review", "small..{rev}", "--author", "stranger", "--on", super::ON])
        .beside(&["review", "main..{rev}", "--author", "stranger", "--on", super::ON]),
    ]
}
