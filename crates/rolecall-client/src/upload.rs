//! A file on its way to the API.

use crate::Error;
use crate::builder::header_value;
use crate::call::Request;
use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use std::fmt;

/// A file to store, with its name.
#[derive(Clone)]
pub struct Upload {
    name: String,
    mime_type: Option<String>,
    expires_in_seconds: Option<u64>,
    content: Bytes,
}

impl Upload {
    /// A file of this name and content. Its type is guessed from the ending of the name.
    pub fn new(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self {
            name: name.into(),
            mime_type: None,
            expires_in_seconds: None,
            content: content.into(),
        }
    }

    /// The MIME type of the content.
    #[must_use]
    pub fn mime_type(mut self, mime_type: impl Into<String>) -> Self {
        self.mime_type = Some(mime_type.into());
        self
    }

    /// Seconds from the upload until the content is deleted, from an hour to ninety days; without it the file stays.
    #[must_use]
    pub fn expires_in_seconds(mut self, seconds: u64) -> Self {
        self.expires_in_seconds = Some(seconds);
        self
    }

    /// Writes the file as the body of a request.
    pub(crate) fn into_body(self, mut request: Request) -> Result<Request, Error> {
        let mime_type = self
            .mime_type
            .as_deref()
            .unwrap_or_else(|| guess(&self.name));
        // Whatever may stand in a header cannot break out of one.
        header_value("content-type", mime_type)?;
        // Long enough that no content has it by chance.
        let boundary = format!("rolecall-{:032x}", fastrand::u128(..));
        let disposition = "Content-Disposition: form-data";
        let expiry = self.expires_in_seconds.map(|seconds| {
            format!(
                "--{boundary}\r\n{disposition}; name=\"expires_in_seconds\"\r\n\r\n{seconds}\r\n"
            )
        });
        let head = format!(
            "{}--{boundary}\r\n{disposition}; name=\"file\"; filename=\"{}\"\r\nContent-Type: {mime_type}\r\n\r\n",
            expiry.unwrap_or_default(),
            escape(&self.name)
        );
        let tail = format!("\r\n--{boundary}--\r\n");
        request.body = [head.as_bytes(), &self.content, tail.as_bytes()]
            .concat()
            .into();
        let content_type = format!("multipart/form-data; boundary={boundary}");
        request
            .headers
            .insert(CONTENT_TYPE, header_value("content-type", &content_type)?);
        Ok(request)
    }
}

/// Escapes a file name as browsers do.
fn escape(name: &str) -> String {
    name.replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace('"', "%22")
}

fn guess(name: &str) -> &'static str {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("csv") => "text/csv",
        Some("gif") => "image/gif",
        Some("html" | "htm") => "text/html",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("json") => "application/json",
        Some("md") => "text/markdown",
        Some("pdf") => "application/pdf",
        Some("png") => "image/png",
        Some("txt") => "text/plain",
        Some("webp") => "image/webp",
        Some("xml") => "application/xml",
        Some("zip") => "application/zip",
        _ => "application/octet-stream",
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("name", &self.name)
            .field("length", &self.content.len())
            .finish_non_exhaustive()
    }
}
