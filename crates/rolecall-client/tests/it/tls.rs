use crate::support::{MESSAGE, raw_answer, read_request, request};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rolecall_client::reqwest::{self, Certificate};
use rolecall_client::{Client, ErrorKind};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::sync::Arc;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// A server for `localhost` whose certificate only its own authority vouches for, and that authority.
async fn start() -> (String, Certificate) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params
        .distinguished_name
        .push(DnType::CommonName, "authority of this test");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".to_owned()])
        .unwrap()
        .signed_by(&key, &authority)
        .unwrap();
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(
        rustls::crypto::aws_lc_rs::default_provider(),
    ))
    .with_safe_default_protocol_versions()
    .unwrap()
    .with_no_client_auth()
    .with_single_cert(vec![certificate.der().clone()], private)
    .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            if read_request(&mut stream).await.is_some() {
                let _ = stream.write_all(&raw_answer(200, "", MESSAGE)).await;
            }
        }
    });
    (
        format!("https://localhost:{port}"),
        Certificate::from_der(authority.der()).unwrap(),
    )
}

#[tokio::test]
async fn a_client_with_its_own_authority_is_served() {
    let (url, authority) = start().await;
    let http = reqwest::Client::builder()
        .no_proxy()
        .tls_backend_rustls()
        .tls_certs_only([authority])
        .build()
        .unwrap();
    let client = Client::builder()
        .api_key("k")
        .base_url(url)
        .http_client(http)
        .build()
        .unwrap();
    assert_eq!(
        client.messages().create(&request()).await.unwrap().text(),
        "Hello!"
    );
}

#[tokio::test]
async fn an_unknown_authority_is_refused() {
    let (url, _) = start().await;
    let builder = Client::builder()
        .api_key("k")
        .base_url(url)
        .proxy_from_env(false)
        .max_retries(0);
    let error = builder
        .build()
        .unwrap()
        .messages()
        .create(&request())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(error.status(), None);
}
