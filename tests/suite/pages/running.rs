//! How the server lives: who may read, what it does when the branch moves, how it ends.

use super::Browser;
use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use crate::support::commit;

#[test]
fn the_branch_moves_and_the_pages_with_it() {
    let district = District::new();
    let browser = Browser::of(district.path());
    let page = || browser.page(&format!("/?on={ON}&lang=zh"));
    assert!(page().contains("没有运维经费申请"), "{}", page());
    std::fs::create_dir_all(district.path().join("registry/requests/2027/health")).unwrap();
    std::fs::write(district.path().join(REQUEST_PATH), REQUEST).unwrap();
    let moved = commit(district.path(), 1_793_600_000).to_string();
    browser.waits_for(&moved);
    assert!(page().contains("1 项申请"), "{}", page());
    // Rules that cannot be read: the last good state, and a word on it.
    std::fs::create_dir_all(district.path().join("registry/policy")).unwrap();
    std::fs::write(
        district.path().join("registry/policy/pack.yaml"),
        "title: [",
    )
    .unwrap();
    let broken = commit(district.path(), 1_793_700_000).to_string();
    browser.waits_for(&broken[..7]);
    let stale = page();
    assert!(
        stale.contains(&broken[..7]) && stale.contains("1 项申请"),
        "{stale}"
    );
    assert!(stale.contains("不能用来判定"));
    std::fs::remove_dir_all(district.path().join("registry/policy")).unwrap();
    let mended = commit(district.path(), 1_793_800_000).to_string();
    browser.waits_for(&mended);
    assert!(!page().contains("不能用来判定"));
    let metrics = browser.page("/metrics");
    assert!(metrics.contains("mulu_state_swaps_total 3"), "{metrics}");
}

#[test]
fn an_earlier_state_is_shown_as_what_it_was() {
    let district = District::new();
    std::fs::create_dir_all(district.path().join("registry/requests/2027/health")).unwrap();
    std::fs::write(district.path().join(REQUEST_PATH), REQUEST).unwrap();
    commit(district.path(), 1_793_600_000);
    let browser = Browser::of(district.path());
    let then = browser.page(&format!("/?rev=main~1&on={ON}&lang=zh"));
    assert!(then.contains("没有运维经费申请") && then.contains("您看的不是现在的状态"));
    let now = browser.page(&format!("/?on={ON}&lang=zh"));
    assert!(now.contains("1 项申请"));
}

#[test]
fn nobody_else_may_read_unless_it_is_said_who() {
    let district = District::new();
    let ran = district.mulu(&["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("--token-file") && ran.err.contains("--behind-proxy"),
        "{}",
        ran.err
    );
    let browser = Browser::of(district.path());
    let other = browser.ask("GET", "/", &[("host", "evil.example")], "");
    assert_eq!(other.code, 400);
}

#[test]
fn a_token_is_exchanged_once_for_a_session() {
    let district = District::new();
    let file = tempfile::NamedTempFile::new().unwrap();
    // The SHA-256 of `open sesame`.
    let hash = "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb";
    std::fs::write(file.path(), format!("# the offices\nfinance {hash}\n")).unwrap();
    let browser = Browser::with(
        district.path(),
        &["--token-file", file.path().to_str().unwrap()],
    );
    let html = [("accept", "text/html")];
    let led = browser.ask("GET", "/systems", &html, "");
    assert_eq!((led.code, led.header("location")), (303, "/login"));
    assert_eq!(browser.get("/systems").code, 401);
    assert_eq!(browser.get("/healthz").code, 200);
    assert_eq!(browser.get("/metrics").code, 401);
    let form = browser.page("/login");
    assert!(form.contains("type=\"password\""));
    let wrong = browser.ask("POST", "/login", &[], "token=open");
    assert_eq!((wrong.code, wrong.header("set-cookie")), (401, ""));
    let large = browser.ask("POST", "/login", &[], &"a".repeat(10_000));
    assert_eq!(large.code, 413);
    let right = browser.ask("POST", "/login", &[], "token=open+sesame");
    assert_eq!((right.code, right.header("location")), (303, "/"));
    let cookie = right.header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    assert!(!cookie.contains("sesame"));
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(
        browser
            .ask("GET", "/systems", &[("cookie", cookie)], "")
            .code,
        200
    );
    let bearer = [("authorization", "Bearer open sesame")];
    assert_eq!(browser.ask("GET", "/systems", &bearer, "").code, 200);
}

#[cfg(unix)]
#[test]
fn a_server_that_is_asked_to_stop_stops() {
    let district = District::new();
    let browser = Browser::of(district.path());
    assert_eq!(browser.get("/healthz").text(), "ok\n");
    assert_eq!(browser.stop(), Some(0));
}
