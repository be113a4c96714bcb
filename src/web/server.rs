//! The pages over HTTP: reading only, one immutable state at a time.

mod access;
mod answer;
mod desk;
mod live;
mod metrics;
mod past;
mod shutdown;

pub use access::Access;

use crate::form::Desk;
use answer::answer;
use axum::Router;
use axum::extract::{Request, State as Shared};
use live::Live;
use metrics::Metrics;
use mulu_app::{Error, Submitter, Unjudged};
use mulu_core::diagnostic::Message;
use mulu_core::registry::Audience;
use mulu_report::{Language, Localizer};
use past::Past;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;

/// Pages that are made at the same time; whoever asks beyond that waits.
const AT_ONCE: usize = 64;
/// Earlier states that are judged at the same time.
const BUILDS: usize = 2;
/// Threads that make pages.
const THREADS: usize = 16;
/// How often it is asked where the branch stands.
const EVERY: Duration = Duration::from_secs(2);

/// What is served, where and to whom.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder that holds `registry/`.
    pub folder: PathBuf,
    /// The branch, as Git names it.
    pub revision: String,
    /// The address.
    pub listen: SocketAddr,
    /// Who may read.
    pub access: Access,
    /// For whom the pages are made.
    pub audience: Audience,
    /// The file of drafts; `None`: nothing is written here.
    pub drafts: Option<PathBuf>,
    /// Who hands drafts in; `None`: nobody does.
    pub submitter: Option<Arc<Submitter>>,
}

/// Tells whoever runs the server what happens.
pub type Told = Box<dyn Fn(&Message) + Send + Sync>;

/// Everything that requests share.
struct Server {
    options: Options,
    words: [Localizer; 2],
    live: RwLock<Arc<Live>>,
    past: Past,
    metrics: Metrics,
    gate: Arc<Semaphore>,
    builds: Arc<Semaphore>,
    told: Told,
    /// Where documents are written, with the secret of its tokens.
    desk: Option<(Desk, Vec<u8>)>,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Server").field(&self.options).finish()
    }
}

impl Server {
    /// The state that is served now.
    fn live(&self) -> Arc<Live> {
        let live = self.live.read();
        let live = live.unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&live)
    }

    fn words(&self, language: Language) -> &Localizer {
        match language {
            Language::Zh => &self.words[0],
            Language::En => &self.words[1],
        }
    }
}

/// Serves until it is told to stop (SIGTERM, Ctrl-C).
///
/// # Errors
/// When the state cannot be judged at the start, or the address isn't to be had.
pub fn serve(options: Options, told: Told) -> Result<(), Unjudged> {
    options
        .access
        .check(options.listen)
        .map_err(Unjudged::Failed)?;
    let words = [Language::Zh, Language::En].map(Localizer::new);
    let desk = options.drafts.as_deref();
    let desk = desk.map(|path| desk::open(path, options.submitter.clone()));
    let desk = desk.transpose();
    let desk = desk.map_err(Unjudged::Failed)?;
    let live = Live::first(&options, &words)?;
    let failed = |error: &std::io::Error| {
        let message = Message::new("web-cannot-listen")
            .arg("address", options.listen.to_string())
            .arg("reason", error.to_string());
        Unjudged::Failed(Error::outside(message))
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(THREADS)
        .enable_all()
        .build()
        .map_err(|error| failed(&error))?;
    let server = Arc::new(Server {
        words,
        live: RwLock::new(Arc::new(live)),
        past: Past::default(),
        metrics: Metrics::default(),
        gate: Arc::new(Semaphore::new(AT_ONCE)),
        builds: Arc::new(Semaphore::new(BUILDS)),
        told,
        desk,
        options: options.clone(),
    });
    runtime
        .block_on(run(server))
        .map_err(|error| failed(&error))?;
    // Whoever still judges an old day isn't waited for.
    runtime.shutdown_background();
    Ok(())
}

async fn run(server: Arc<Server>) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(server.options.listen).await?;
    let address = listener.local_addr()?;
    let live = server.live();
    let message = Message::new("web-listening")
        .arg("address", format!("http://{address}/"))
        .arg("commit", live.tip.commit.clone())
        .arg("on", live.tip.today.to_string());
    (server.told)(&message);
    let warming = Arc::clone(&live.state);
    tokio::task::spawn_blocking(move || warming.warm());
    let watch = tokio::spawn(watch(Arc::clone(&server)));
    let router = Router::new()
        .fallback(handle)
        .layer(CompressionLayer::new())
        .with_state(Arc::clone(&server));
    let stop = Arc::new(tokio::sync::Notify::new());
    let asked = Arc::clone(&stop);
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        shutdown::asked_for().await;
        asked.notify_one();
    });
    let done = tokio::select! {
        done = std::future::IntoFuture::into_future(serving) => done,
        () = shutdown::patience(&stop) => Ok(()),
    };
    watch.abort();
    (server.told)(&Message::new("web-stopped"));
    done
}

async fn handle(Shared(server): Shared<Arc<Server>>, request: Request) -> axum::response::Response {
    answer(server, request).await
}

/// Looks where the branch stands, and swaps the state when it is another.
async fn watch(server: Arc<Server>) {
    loop {
        tokio::time::sleep(EVERY).await;
        let looked = Arc::clone(&server);
        let found = tokio::task::spawn_blocking(move || {
            let live = looked.live();
            live.next(&looked.options, &looked.words)
        });
        // One that cannot be made is tried again when the branch moves on.
        if let Ok(Some(next)) = found.await {
            let message = next.said();
            server.metrics.swapped(next.notice.is_some());
            let live = server.live.write();
            *live.unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
            (server.told)(&message);
        }
    }
}
