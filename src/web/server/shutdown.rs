//! How the server ends: whoever is being answered gets the answer.

use std::time::Duration;
use tokio::sync::Notify;

/// How long running answers are waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Waits until somebody wants the server to stop.
pub(super) async fn asked_for() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        // Nobody can ask: the server goes on.
        std::future::pending::<()>().await;
    }
}

/// The time after which nobody is waited for any more.
pub(super) async fn patience(stop: &Notify) {
    stop.notified().await;
    tokio::time::sleep(PATIENCE).await;
}
