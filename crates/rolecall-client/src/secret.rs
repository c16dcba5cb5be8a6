//! Keys and tokens that no log line shows.

use crate::Error;
use reqwest::header::HeaderValue;
use std::fmt;

/// An API key or token. `Debug` shows a placeholder, and there is no `Display`.
///
/// It is held as the value of an HTTP header, marked as sensitive, because that is where it ends up in any case.
#[derive(Clone)]
pub(crate) struct Secret(HeaderValue);

impl Secret {
    /// Takes `text` as it is to be sent, after `prefix` and without white space around it.
    ///
    /// # Errors
    ///
    /// Fails when it is empty or cannot stand in a header. The error does not contain it.
    pub(crate) fn new(prefix: &str, text: &str) -> Result<Self, Error> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Error::config("the API key or token is empty"));
        }
        let mut value = HeaderValue::try_from(format!("{prefix}{text}")).map_err(|_| {
            Error::config("the API key or token has characters that a header cannot hold")
        })?;
        value.set_sensitive(true);
        Ok(Self(value))
    }

    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn debug_hides_it() {
        let secret = Secret::new("Bearer ", " sk-ant-1 \n").unwrap();
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert!(!format!("{:?}", secret.header()).contains("sk-ant"));
        assert_eq!(secret.header().to_str().unwrap(), "Bearer sk-ant-1");
    }

    #[test]
    fn a_refused_key_is_not_in_the_error() {
        let error = Secret::new("", "sk-ant-\u{1}").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("sk-ant"));
    }
}
