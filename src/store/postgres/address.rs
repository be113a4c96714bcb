//! Where a PostgreSQL server is, and how it is spoken to.

use super::words;
use mulu_core::diagnostic::{Error, Message};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::{Client, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Where a database is: `postgres://user@host/database?…`.
///
/// `sslmode=disable` speaks openly, `require`, `verify-ca` and `verify-full`
/// demand TLS. Where it says nothing, TLS is used if the server offers it, but
/// not on this machine itself. A certificate is always held against the host's
/// name and the system's authorities, or those of `sslrootcert=FILE`.
#[derive(Clone, Debug)]
pub struct Address {
    config: Config,
    authorities: Option<PathBuf>,
}

impl FromStr for Address {
    type Err = Error;

    fn from_str(url: &str) -> Result<Self, Error> {
        let wrong = || Error::bad_input(Message::new("publish-address"));
        if !["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| url.starts_with(scheme))
        {
            return Err(wrong());
        }
        let (place, options) = url.split_once('?').unwrap_or((url, ""));
        let (mut mode, mut authorities, mut others) = (None, None, Vec::new());
        for option in options.split('&').filter(|option| !option.is_empty()) {
            match option.split_once('=') {
                Some(("sslmode", value)) => mode = Some(ssl_mode(value).ok_or_else(wrong)?),
                Some(("sslrootcert", path)) => authorities = Some(PathBuf::from(path)),
                _ => others.push(option),
            }
        }
        let url = format!("{place}?{}", others.join("&"));
        let mut config = Config::from_str(&url).map_err(|_| wrong())?;
        let here = config.get_hosts().iter().all(is_here);
        config.application_name("mulu");
        config.ssl_mode(mode.unwrap_or(match here {
            true => SslMode::Disable,
            false => SslMode::Prefer,
        }));
        Ok(Address {
            config,
            authorities,
        })
    }
}

fn ssl_mode(value: &str) -> Option<SslMode> {
    Some(match value {
        "disable" => SslMode::Disable,
        "allow" | "prefer" => SslMode::Prefer,
        "require" | "verify-ca" | "verify-full" => SslMode::Require,
        _ => return None,
    })
}

/// Whether a host is this machine.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => ["localhost", "127.0.0.1", "::1"].contains(&name.as_str()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

impl Address {
    /// Connects; the connection lives as long as the runtime that runs this.
    pub(super) async fn connect(&self) -> Result<Client, Error> {
        let unreachable = |reason: String| {
            Error::outside(Message::new("publish-unreachable").arg("reason", reason))
        };
        let tls = self.tls().map_err(unreachable)?;
        let connected = self.config.connect(MakeRustlsConnect::new(tls)).await;
        let (client, connection) = connected.map_err(|error| unreachable(words(&error)))?;
        // What it ends with, the client hears too.
        tokio::spawn(connection);
        Ok(client)
    }

    fn tls(&self) -> Result<ClientConfig, String> {
        let mut roots = RootCertStore::empty();
        if self.config.get_ssl_mode() != SslMode::Disable {
            match &self.authorities {
                Some(path) => {
                    let said =
                        |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
                    for certificate in
                        CertificateDer::pem_file_iter(path).map_err(|error| said(&error))?
                    {
                        let certificate = certificate.map_err(|error| said(&error))?;
                        roots.add(certificate).map_err(|error| said(&error))?;
                    }
                }
                None => {
                    let known = rustls_native_certs::load_native_certs().certs;
                    roots.add_parsable_certificates(known);
                }
            }
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?;
        Ok(config.with_root_certificates(roots).with_no_client_auth())
    }
}
