use crate::support::{Server, answer, json_answer};
use rolecall_client::{ErrorKind, Upload};

const FILE: &str = r#"{"id":"file_1","type":"file","filename":"a.pdf","mime_type":"application/pdf","size_bytes":3,"created_at":"2026-11-22T00:00:00Z","downloadable":false}"#;

#[tokio::test]
async fn a_file_is_uploaded_as_a_form() {
    let server = Server::always(json_answer(FILE)).await;
    let content = b"%PDF\r\n--\xff".to_vec();
    let file = Upload::new("a \"b\"\r\n.pdf", content).expires_in_seconds(3600);
    let stored = server.client().files().upload(file).await.unwrap();
    assert_eq!(stored.id, "file_1");
    let seen = server.only();
    assert_eq!(
        (seen.method.as_str(), seen.target.as_str()),
        ("POST", "/v1/files")
    );
    let boundary = seen
        .header("content-type")
        .unwrap()
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let expected = [
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"expires_in_seconds\"\r\n\r\n3600\r\n").as_bytes(),
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22%0D%0A.pdf\"\r\n")
            .as_bytes(),
        b"Content-Type: application/pdf\r\n\r\n%PDF\r\n--\xff\r\n",
        format!("--{boundary}--\r\n").as_bytes(),
    ]
    .concat();
    assert_eq!(seen.body, expected);
}

#[tokio::test]
async fn a_type_cannot_break_out_of_its_header() {
    let server = Server::always(json_answer(FILE)).await;
    let file = Upload::new("a", "x").mime_type("text/plain\r\nx: y");
    assert_eq!(
        server
            .client()
            .files()
            .upload(file)
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::Config
    );
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn files_are_described_downloaded_and_deleted() {
    let server = Server::start(
        |seen, _| match (seen.method.as_str(), seen.target.as_str()) {
            ("GET", "/v1/files/file_1") => json_answer(FILE),
            ("GET", "/v1/files/file_1/content") => answer(200, "", b"\x00\x01\x02"),
            ("DELETE", "/v1/files/file_1") => {
                json_answer(r#"{"id":"file_1","type":"file_deleted"}"#)
            }
            _ => answer(404, "", ""),
        },
    )
    .await;
    let client = server.client();
    assert_eq!(
        client.files().metadata("file_1").await.unwrap().filename,
        "a.pdf"
    );
    let content = client
        .files()
        .download("file_1")
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    assert_eq!(&content[..], [0, 1, 2]);
    assert_eq!(client.files().delete("file_1").await.unwrap().id, "file_1");
}
