//! The certificate of the interface, where there is one.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Reads a certificate chain and its key from PEM files.
///
/// # Errors
/// In words, when a file cannot be read or the two do not belong together.
pub(crate) fn acceptor(certificate: &Path, key: &Path) -> io::Result<TlsAcceptor> {
    let read = |path: &Path, error: &dyn std::fmt::Display| {
        io::Error::other(format!("{}: {error}", path.display()))
    };
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| read(certificate, &error))?;
    if chain.is_empty() {
        return Err(read(certificate, &"holds no certificate"));
    }
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| read(key, &error))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .map_err(|error| read(certificate, &error))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;
    use std::path::PathBuf;
    use std::time::Duration;

    use axum::Router;
    use axum::routing::get;
    use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::sync::watch;
    use tokio_rustls::TlsConnector;
    use tokio_rustls::rustls::pki_types::ServerName;
    use tokio_rustls::rustls::{ClientConfig, RootCertStore};

    use super::*;

    /// Certificate and key as an operator has them, in a folder that goes with the test.
    struct Files(PathBuf);

    impl Files {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("bezgelor-tls-{name}"));
            let folder = folder.with_extension(std::process::id().to_string());
            std::fs::create_dir_all(&folder).expect("a folder");
            Self(folder)
        }

        /// Writes a fresh pair for `localhost`; the certificate.
        fn pair(&self, name: &str) -> (PathBuf, PathBuf, CertificateDer<'static>) {
            let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]);
            let made = made.expect("a certificate");
            let chain = self.write(&format!("{name}.pem"), &made.cert.pem());
            let key = self.write(&format!("{name}.key"), &made.signing_key.serialize_pem());
            (chain, key, made.cert.der().clone())
        }

        fn write(&self, name: &str, text: &str) -> PathBuf {
            let path = self.0.join(name);
            std::fs::write(&path, text).expect("written");
            path
        }
    }

    impl Drop for Files {
        fn drop(&mut self) {
            // What cannot be removed is left to the system's own cleaning.
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn refusal(certificate: &Path, key: &Path) -> String {
        match acceptor(certificate, key) {
            Ok(_) => panic!("{} and {}", certificate.display(), key.display()),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn files_that_are_no_certificate_are_refused_by_name() {
        let files = Files::new("files");
        let (chain, key, _) = files.pair("one");
        let (_, foreign, _) = files.pair("two");
        let text = files.write("text", "hello");
        let absent = files.0.join("absent.pem");
        for (certificate, key, names) in [
            (&absent, &key, "absent.pem: "),
            (&chain, &absent, "absent.pem: "),
            (&text, &key, "text: holds no certificate"),
            (&chain, &text, "text: "),
            (&chain, &foreign, "one.pem: "),
        ] {
            let line = refusal(certificate, key);
            assert!(line.contains(names) && !line.contains('\n'), "{line}");
        }
    }

    async fn ask(stream: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> io::Result<String> {
        let request = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        stream.write_all(request).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    async fn conversation(files: &Files) {
        let (chain, key, certificate) = files.pair("server");
        let acceptor = acceptor(&chain, &key).expect("they belong together");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (_stop, stopping) = watch::channel(false);
        let router = Router::new().route("/", get(|| async { "over TLS" }));
        let served = crate::listen::serve(listener, Some(acceptor), router, stopping);
        tokio::spawn(served);

        let mut roots = RootCertStore::empty();
        roots.add(certificate).expect("a certificate");
        let client = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        let connector = TlsConnector::from(Arc::new(client));
        let stream = TcpStream::connect(address).await.expect("it listens");
        let name = ServerName::try_from("localhost").expect("a name");
        let mut stream = connector.connect(name, stream).await.expect("a handshake");
        let answer = ask(&mut stream).await.expect("an answer");
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.ends_with("over TLS"),
            "{answer}"
        );

        // Another name than the certificate's, and no TLS at all.
        let stream = TcpStream::connect(address).await.expect("it listens");
        let name = ServerName::try_from("example.org").expect("a name");
        assert!(connector.connect(name, stream).await.is_err());
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        let answer = ask(&mut stream).await.unwrap_or_default();
        assert!(!answer.contains("HTTP/1.1 200"), "{answer}");
    }

    #[test]
    fn the_interface_speaks_tls_with_the_certificate_it_is_given() {
        let files = Files::new("handshake");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let talk = tokio::time::timeout(Duration::from_secs(30), conversation(&files));
            talk.await.expect("in time");
        });
    }
}
