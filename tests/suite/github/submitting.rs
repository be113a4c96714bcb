//! From the form to a pull request, with real Git: a clerk hands in, the bot judges, an approver
//! agrees; and whatever breaks off or comes in between.

use super::fake::{REPOSITORY, TOKEN};
use super::hub::Hub;
use super::stories::replace;
use crate::district::{District, REQUEST_PATH};
use crate::record::keys::{key, private};
use crate::submission::{ACCOUNT, KEY, line, settings};
use crate::support::Folder;
use crate::writing::clerk::{Clerk, encoded, value};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use tempfile::TempDir;

/// A district on GitHub whose clerks come through a gateway, and a server that hands in.
struct Desk {
    hub: Hub,
    drafts: TempDir,
}

/// Units with people of the gateway, and the server in the settings where it has a key.
fn people(folder: &Folder, keys: &[String]) {
    if !keys.is_empty() {
        settings(folder, keys);
    }
    let add = |unit: &str, first: &str, person: &str| {
        let path = format!("registry/units/{unit}.yaml");
        let both = format!("[\"header:{person}\", {first}");
        replace(folder, &path, &format!("[{first}"), &both);
    };
    add("health", "health-wang", "wang");
    add("school", "school-chen", "chen");
}

impl Desk {
    fn new() -> Self {
        Self::with(&[line(KEY, "2026-01-01", "")])
    }

    fn with(keys: &[String]) -> Self {
        let hub = Hub::new(District::with(|folder| people(folder, keys)));
        hub.fake.state().opener = ACCOUNT.to_owned();
        let drafts = tempfile::tempdir().unwrap();
        std::fs::write(drafts.path().join("key"), key(KEY).0).unwrap();
        Desk { hub, drafts }
    }

    /// Somebody of the gateway before a browser.
    fn clerk(&self, user: &str) -> Clerk {
        self.clerk_of(user, &self.hub.server())
    }

    /// The same where GitHub's Git is to be somewhere else.
    fn clerk_of(&self, user: &str, server: &str) -> Clerk {
        let key = self.drafts.path().join("key");
        let path = std::env::var("PATH").unwrap();
        let api = self.hub.fake.api();
        let args = [
            "--behind-proxy",
            "--person-header",
            "x-user",
            "--audience",
            "offices",
            "--submit",
            REPOSITORY,
            "--submit-key",
            key.to_str().unwrap(),
        ];
        let variables = [
            ("PATH", &*path),
            ("GITHUB_TOKEN", TOKEN),
            ("GITHUB_API_URL", &api),
            ("GITHUB_SERVER_URL", server),
            ("MULU_RETRY_PAUSE_MS", "1"),
            ("MULU_PATIENCE_MS", "10000"),
        ];
        let drafts = self.drafts.path().join("drafts.sqlite");
        let headers = [("x-user", user)];
        Clerk::at(&self.hub.clone_path(), &drafts, &args, &headers, &variables)
    }

    /// How often something was asked of GitHub.
    fn calls(&self, method: &str, end: &str) -> usize {
        let github = self.hub.fake.state();
        let calls = github.calls.iter();
        let fits = calls.filter(|call| call.method == method && call.path.ends_with(end));
        fits.count()
    }

    /// Where a branch stands at GitHub.
    fn tip(&self, branch: &str) -> Option<String> {
        let repository = self.hub.district.repository();
        let tip = repository.refname_to_id(&format!("refs/heads/{branch}"));
        tip.ok().map(|id| id.to_string())
    }

    /// GitHub was asked for nothing that it hasn't.
    fn is_content(&self) {
        assert_eq!(self.hub.fake.state().complaints, [""; 0]);
    }

    fn comment(&self, pull: u64) -> String {
        let comments = self.hub.look(pull).comments;
        comments[0].1.replace('\\', "")
    }
}

/// Fills in the year's request; the draft's id.
fn filled(clerk: &mut Clerk) -> String {
    let id = clerk.begin(&[
        ("do", "request"),
        ("system", "health/platform"),
        ("year", "2027"),
    ]);
    clerk.open(&format!("/write/{id}/ask/-?lang=zh"));
    clerk.fill(&[("/need", "示例运行维护需求")], "next");
    let items = format!("/write/{id}/ask/items?lang=zh");
    clerk.open(&items);
    clerk.fill(&[], "add:/items");
    let first = [
        ("/items/0/category", "cloud-rental"),
        ("/items/0/amount", "300000"),
    ];
    clerk.fill(&first, "add:/items");
    let second = [
        ("/items/1/category", "application-maintenance"),
        ("/items/1/amount", "500000"),
    ];
    clerk.fill(&second, "next");
    id
}

/// The button is pressed: the status, and the page that follows.
fn press(clerk: &mut Clerk, id: &str) -> (u16, String) {
    let send = format!("/write/{id}/send?lang=zh");
    clerk.open(&send);
    let (token, version) = (value(&clerk.page, "token"), value(&clerk.page, "version"));
    let fields = [("token", &*token), ("version", &version), ("do", "submit")];
    pressed(clerk, id, &fields)
}

fn pressed(clerk: &mut Clerk, id: &str, fields: &[(&str, &str)]) -> (u16, String) {
    let send = format!("/write/{id}/send?lang=zh");
    let answer = clerk.ask("POST", &send, &encoded(fields));
    match answer.code {
        303 => (303, clerk.open(&send).to_owned()),
        code => (code, answer.text()),
    }
}

fn branch_of(id: &str) -> String {
    format!("mulu/{}", &id[..12])
}

#[test]
fn a_clerk_hands_in_the_bot_judges_and_an_approver_agrees() {
    let desk = Desk::new();
    let mut clerk = desk.clerk("wang");
    let id = filled(&mut clerk);
    clerk.open(&format!("/write/{id}/send?lang=zh"));
    assert!(clerk.page.contains("以您的名义"), "{}", clerk.page);
    let (code, page) = press(&mut clerk, &id);
    assert_eq!(code, 303, "{page}");
    let address = format!("href=\"https://github.example/{REPOSITORY}/pull/1\"");
    assert!(
        page.contains(&address) && page.contains("合并请求 #1"),
        "{page}"
    );
    assert!(page.contains("提交人：header:wang") && page.contains("等待审核"));
    assert!(page.contains("示例财政局"), "who acts next: {page}");
    assert!(
        !page.contains("name=\"version\""),
        "nothing more is to be pressed"
    );
    // At GitHub: the person's commit, the account's pull request.
    let pull = desk.hub.fake.state().pulls[&1].clone();
    assert_eq!(pull.author.as_deref(), Some(ACCOUNT));
    assert_eq!((&*pull.branch, &*pull.base), (&*branch_of(&id), "main"));
    assert!(
        pull.title.contains("2027 年运行维护经费申请"),
        "{}",
        pull.title
    );
    let repository = desk.hub.district.repository();
    let head = git2::Oid::from_str(&pull.head).unwrap();
    let commit = repository.find_commit(head).unwrap();
    assert_eq!(commit.author().name().unwrap(), "header:wang");
    assert_eq!(commit.committer().name().unwrap(), "mulu");
    assert!(
        commit
            .message()
            .unwrap()
            .contains("\nSubmitted-by: header:wang\n")
    );
    verified_by_git(&desk, &pull.head);
    let file = clerk.ask("GET", &format!("/write/{id}/file"), "").text();
    let entry = commit
        .tree()
        .unwrap()
        .get_path(REQUEST_PATH.as_ref())
        .unwrap();
    assert_eq!(
        repository.find_blob(entry.id()).unwrap().content(),
        file.as_bytes()
    );
    // The bot takes the clerk for its author, finance agrees, and the clerk reads so.
    desk.hub.judge(1);
    let look = desk.hub.look(1);
    assert_eq!(look.conclusions(), ("action_required", "success"));
    assert_eq!(look.requested, ["treasury-wu", "treasury-ma"]);
    let comment = desk.comment(1);
    assert!(
        comment.contains("由 header:wang 经网上填报提交"),
        "{comment}"
    );
    desk.hub.review(1, ACCOUNT, "APPROVED");
    desk.hub.judge(1);
    assert_eq!(desk.hub.look(1).conclusions().0, "action_required");
    desk.hub.review(1, "treasury-ma", "APPROVED");
    desk.hub.judge(1);
    assert_eq!(desk.hub.look(1).conclusions(), ("success", "success"));
    clerk.killed();
    clerk.open(&format!("/write/{id}/send?lang=zh"));
    assert!(clerk.page.contains("mulu/registry：通过"), "{}", clerk.page);
    // Its colleague changes it: the same pull request, by whoever pressed.
    clerk.open(&format!("/write/{id}/ask/-?lang=zh"));
    clerk.fill(&[("/need", "示例运行维护需求，全年")], "next");
    let (code, page) = press(&mut clerk, &id);
    assert_eq!(code, 303, "{page}");
    assert_eq!(desk.hub.fake.state().pulls.len(), 1);
    desk.hub.push(1, &branch_of(&id));
    desk.hub.judge(1);
    // What finance agreed to was another text.
    assert_eq!(
        desk.hub.look(1).conclusions(),
        ("action_required", "success")
    );
    assert!(desk.comment(1).contains("由 header:wang 经网上填报提交"));
    desk.is_content();
}

/// Git says of the signature what we say; where there is no `ssh-keygen` it can't.
fn verified_by_git(desk: &Desk, commit: &str) {
    let there = Command::new("ssh-keygen").arg("-?").output();
    if there.is_err() {
        return;
    }
    let signers = desk.drafts.path().join("signers");
    let line = format!("mulu namespaces=\"git\" {}\n", key(KEY).1);
    std::fs::write(&signers, line).unwrap();
    let signers = format!("gpg.ssh.allowedSignersFile={}", signers.display());
    let verified = Command::new("git")
        .args(["-c", &signers, "verify-commit", commit])
        .current_dir(desk.hub.district.path())
        .output()
        .unwrap();
    assert!(verified.status.success(), "{verified:?}");
}

#[test]
fn a_second_press_and_a_kill_open_nothing_twice() {
    let desk = Desk::new();
    let mut clerk = desk.clerk("wang");
    let id = filled(&mut clerk);
    let branch = branch_of(&id);
    // GitHub takes nothing: no branch, no pull request, and that is said.
    let hook = desk.hub.district.path().join(".git/hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\nexit 1\n").unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    let (code, page) = press(&mut clerk, &id);
    assert!(code == 503 && page.contains("推送到"), "{code} {page}");
    assert_eq!((desk.tip(&branch), desk.calls("POST", "/pulls")), (None, 0));
    std::fs::remove_file(&hook).unwrap();
    clerk.killed();
    clerk.open(&format!("/write/{id}/send?lang=zh"));
    assert!(clerk.page.contains("没有做到头"), "{}", clerk.page);
    // The branch is there, and the token may open nothing.
    let refusal = ("POST pulls", 403, "Resource not accessible by integration");
    desk.hub.fake.state().refused.push(refusal);
    let (code, page) = press(&mut clerk, &id);
    assert!(
        code == 503 && page.contains("pull-requests: write"),
        "{code} {page}"
    );
    let pushed = desk.tip(&branch).unwrap();
    assert!(desk.hub.fake.state().pulls.is_empty());
    clerk.killed();
    desk.hub.fake.state().refused.clear();
    let before = desk.calls("POST", "/pulls");
    for _ in 0..2 {
        clerk.open(&format!("/write/{id}/send?lang=zh"));
        let answer = match clerk.page.contains("name=\"version\"") {
            true => press(&mut clerk, &id),
            // An old page, whose button is pressed once more.
            false => {
                let ask = format!("/write/{id}/ask/-?lang=zh");
                clerk.open(&ask);
                let (token, version) = (value(&clerk.page, "token"), value(&clerk.page, "version"));
                let fields = [("token", &*token), ("version", &version), ("do", "submit")];
                pressed(&mut clerk, &id, &fields)
            }
        };
        assert_eq!(answer.0, 303, "{}", answer.1);
        clerk.killed();
    }
    assert_eq!(desk.tip(&branch), Some(pushed));
    assert_eq!(desk.hub.fake.state().pulls.len(), 1);
    assert_eq!(desk.calls("POST", "/pulls"), before + 1);
    desk.hub.judge(1);
    assert_eq!(
        desk.hub.look(1).conclusions(),
        ("action_required", "success")
    );
    desk.is_content();
}

#[test]
fn what_somebody_pushes_later_is_not_the_clerks() {
    let desk = Desk::new();
    let mut clerk = desk.clerk("wang");
    let id = filled(&mut clerk);
    let branch = branch_of(&id);
    assert_eq!(press(&mut clerk, &id).0, 303);
    desk.hub.commit(1, &branch, |folder| {
        replace(folder, REQUEST_PATH, "示例运行维护需求", "别的需求");
    });
    let theirs = desk.tip(&branch);
    desk.hub.judge(1);
    assert_eq!(desk.hub.look(1).conclusions().0, "failure");
    let comment = desk.comment(1);
    assert!(comment.contains("没有认作经网上填报提交"), "{comment}");
    assert!(
        comment.contains(ACCOUNT) && comment.contains("还有别的提交"),
        "{comment}"
    );
    // The clerk reads so, and nothing of it is overwritten.
    clerk.killed();
    let (code, page) = press(&mut clerk, &id);
    assert!(code == 503 && page.contains("没有覆盖它"), "{code} {page}");
    assert!(page.contains("有人往这个分支推送了别的提交"), "{page}");
    assert_eq!(desk.tip(&branch), theirs);
    // Put aside, it is handed in again.
    desk.hub.fake.state().pulls.get_mut(&1).unwrap().open = false;
    let repository = desk.hub.district.repository();
    let mut reference = repository
        .find_reference(&format!("refs/heads/{branch}"))
        .unwrap();
    reference.delete().unwrap();
    clerk.killed();
    let (code, page) = press(&mut clerk, &id);
    assert!(code == 303 && page.contains("合并请求 #2"), "{code} {page}");
    desk.hub.judge(2);
    assert_eq!(
        desk.hub.look(2).conclusions(),
        ("action_required", "success")
    );
    desk.is_content();
}

#[test]
fn a_submission_on_another_branch_is_the_accounts() {
    let desk = Desk::new();
    let mut clerk = desk.clerk("wang");
    let id = filled(&mut clerk);
    assert_eq!(press(&mut clerk, &id).0, 303);
    // The commit that was put aside, on a branch of another pull request of the account's.
    desk.hub.fake.state().pulls.get_mut(&1).unwrap().open = false;
    let repository = desk.hub.district.repository();
    let tip = git2::Oid::from_str(&desk.tip(&branch_of(&id)).unwrap()).unwrap();
    repository
        .reference("refs/heads/mulu/other", tip, true, "replayed")
        .unwrap();
    desk.hub.open(2, "mulu/other", ACCOUNT);
    desk.hub.judge(2);
    assert_eq!(desk.hub.look(2).conclusions().0, "failure");
    let comment = desk.comment(2);
    assert!(comment.contains("不是为 mulu/other"), "{comment}");
    desk.is_content();
}

#[test]
fn nothing_is_handed_in_that_was_not_looked_at() {
    let desk = Desk::new();
    let mut clerk = desk.clerk("wang");
    let id = filled(&mut clerk);
    let send = format!("/write/{id}/send?lang=zh");
    clerk.open(&send);
    let (token, version) = (value(&clerk.page, "token"), value(&clerk.page, "version"));
    // From another site; of another person; of a draft that went on meanwhile.
    let forged = [("token", ""), ("version", &*version), ("do", "submit")];
    let (code, page) = pressed(&mut clerk, &id, &forged);
    assert!(code == 403 && page.contains("没有提交"), "{code} {page}");
    let fields = [("token", &*token), ("version", &*version), ("do", "submit")];
    let chen = desk.clerk("chen");
    assert_eq!(chen.ask("POST", &send, &encoded(&fields)).code, 404);
    drop(chen);
    clerk.open(&format!("/write/{id}/ask/items?lang=zh"));
    clerk.fill(&[("/items/0/amount", "三十万元左右")], "next");
    let (code, page) = pressed(&mut clerk, &id, &fields);
    assert!(code == 409 && page.contains("又改过"), "{code} {page}");
    // What is wrong is mended first.
    clerk.open(&send);
    assert!(clerk.page.contains("处错误要先改正"), "{}", clerk.page);
    assert!(!clerk.page.contains("name=\"version\""));
    clerk.open(&format!("/write/{id}/ask/items?lang=zh"));
    let version = value(&clerk.page, "version");
    let fields = [("token", &*token), ("version", &*version), ("do", "submit")];
    let (code, page) = pressed(&mut clerk, &id, &fields);
    assert!(
        code == 422 && page.contains("处错误要先改正"),
        "{code} {page}"
    );
    assert!(desk.hub.fake.state().calls.is_empty(), "GitHub was asked");
    assert_eq!(desk.tip(&branch_of(&id)), None);
    // Nor by a server whose key the registry doesn't know, or no longer.
    for keys in [Vec::new(), vec![line(KEY, "2026-01-01", "2026-06-30")]] {
        let desk = Desk::with(&keys);
        let mut clerk = desk.clerk("wang");
        let id = filled(&mut clerk);
        clerk.open(&format!("/write/{id}/send?lang=zh"));
        assert!(
            clerk.page.contains("本服务的公钥 SHA256:"),
            "{}",
            clerk.page
        );
    }
}

#[test]
fn neither_token_nor_key_is_said() {
    let desk = Desk::new();
    let secret = key(KEY).0;
    let secret = secret.lines().nth(2).unwrap();
    let silent = |text: &str| {
        // The pair as it goes over the wire begins with the letters of `x-access-token:`.
        assert!(!text.contains(TOKEN) && !text.contains(secret), "{text}");
        assert!(!text.contains("eC1hY2Nlc3MtdG9rZW4"), "{text}");
    };
    let folder = desk.hub.district.folder();
    let own = private(folder, KEY);
    let own = own.to_str().unwrap();
    let serve = |more: &[&str], variables: &[(&str, &str)]| {
        let args = [
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--write",
            "d",
            "--submit",
        ];
        let ran = folder.mulu_with([&args[..], more].concat(), variables);
        assert_eq!(ran.code, Some(2), "{ran:#?}");
        silent(&ran.err);
        ran.err
    };
    let token = [("GITHUB_TOKEN", TOKEN)];
    let proxy = ["--behind-proxy", "--person-header", "x-user"];
    let with = |args: &[&str]| serve(&[args, &proxy].concat(), &token);
    assert!(serve(&[REPOSITORY, "--submit-key", own], &token).contains("--person-header"));
    assert!(with(&[REPOSITORY, "--submit-key", "registry/registry.yaml"]).contains("OPENSSH"));
    assert!(with(&["catalog", "--submit-key", own]).contains("OWNER/REPOSITORY"));
    let none = [&[REPOSITORY, "--submit-key", own][..], &proxy].concat();
    assert!(serve(&none, &[]).contains("GITHUB_TOKEN"));
    // A server that doesn't reach GitHub's Git says where, and not by what.
    let mut clerk = desk.clerk_of("wang", "http://127.0.0.1:1");
    let id = filled(&mut clerk);
    let (code, page) = press(&mut clerk, &id);
    assert!(
        code == 503 && page.contains("127.0.0.1:1/wulong/catalog"),
        "{page}"
    );
    silent(&page);
}
