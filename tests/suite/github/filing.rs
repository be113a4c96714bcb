//! The bureau files for a department that doesn't use Git, as docs/OPERATING.md says: its
//! commands are read from there and run.

use super::hub::Hub;
use crate::district::{District, REQUEST};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

const PAPER: &str = "示例卫健函〔2026〕33号";

/// The blocks of commands under a heading of the page.
fn blocks(heading: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/OPERATING.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, section) = page.split_once(&format!("### {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let section = section.split("\n### ").next().unwrap();
    let mut blocks = vec![String::new()];
    for line in section.lines() {
        match line.strip_prefix("    ") {
            Some(command) => {
                let block = blocks.last_mut().unwrap();
                *block += &format!("{command}\n");
            }
            None if blocks.last().is_some_and(|block| !block.is_empty()) => {
                blocks.push(String::new());
            }
            None => {}
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// A clone of one of the bureau's people, with an editor that writes a text.
struct Clerk {
    folder: tempfile::TempDir,
}

impl Clerk {
    fn of(hub: &Hub) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clerk = Clerk { folder };
        let origin = hub.district.path().display();
        let made = clerk.sh(&format!(
            "git clone --quiet '{origin}' clone && cd clone && git config user.name a \
             && git config user.email a@example.org"
        ));
        assert!(made.0, "{}", made.1);
        clerk
    }

    /// Runs commands one after the other until one fails.
    fn sh(&self, script: &str) -> (bool, String) {
        let path = std::env::var("PATH").unwrap();
        let mulu = Path::new(env!("CARGO_BIN_EXE_mulu")).parent().unwrap();
        let ran = Command::new("sh")
            .args(["-euc", script])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", format!("{}:{path}", mulu.display()))
            .env("HOME", self.folder.path())
            .env("EDITOR", self.folder.path().join("editor"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
        (ran.status.success(), said.into_owned())
    }

    /// Runs a block of the page, with the file that the editor makes.
    fn follow(&self, block: &str, system: &str, file: &str) {
        let editor = self.folder.path().join("editor");
        std::fs::write(self.folder.path().join("text"), file).unwrap();
        let text = self.folder.path().join("text");
        std::fs::write(
            &editor,
            format!(
                "#!/bin/sh\nmkdir -p $(dirname $1) && cp {} $1\n",
                text.display()
            ),
        )
        .unwrap();
        std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
        let script =
            format!("cd clone; unit=health system={system} year=2027 paper={PAPER}\n{block}");
        let (done, said) = self.sh(&script);
        assert!(done, "{block}\n{said}");
    }
}

#[test]
fn filing_for_a_department_goes_as_operating_says() {
    let blocks = blocks("Filing for a department");
    let [register, request] = blocks.as_slice() else {
        panic!("{blocks:#?}");
    };
    let hub = Hub::new(District::new());
    let clerk = Clerk::of(&hub);
    // One of the bureau's registers, another of the bureau's approves.
    clerk.follow(register, "records", "name: 示例档案系统\nstatus: planned\n");
    hub.open(1, "register-records", "bureau-li");
    hub.judge(1);
    assert_eq!(hub.look(1).conclusions().0, "action_required");
    assert!(hub.look(1).requested.contains(&"bureau-sun".to_owned()));
    hub.review(1, "bureau-li", "APPROVED");
    hub.judge(1);
    assert_eq!(
        hub.look(1).conclusions().0,
        "action_required",
        "one's own is none"
    );
    hub.review(1, "bureau-sun", "APPROVED");
    hub.judge(1);
    assert_eq!(hub.look(1).conclusions(), ("success", "neutral"));
    // Without the unit's paper a request fails; with it finance must agree.
    clerk.follow(request, "platform", REQUEST);
    hub.open(2, "request-platform", "bureau-li");
    hub.judge(2);
    assert_eq!(hub.look(2).conclusions().0, "failure");
    let stated = format!("on_behalf: {PAPER}\n{REQUEST}");
    let again = request
        .replace("--create", "--force-create")
        .replace("HEAD", "+HEAD");
    clerk.follow(&again, "platform", &stated);
    hub.push(2, "request-platform");
    hub.judge(2);
    assert_eq!(hub.look(2).conclusions(), ("action_required", "success"));
    hub.review(2, "treasury-ma", "APPROVED");
    hub.judge(2);
    assert_eq!(hub.look(2).conclusions(), ("success", "success"));
}
