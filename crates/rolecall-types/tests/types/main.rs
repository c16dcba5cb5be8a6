//! What the types promise, tried on JSON.
#![expect(
    clippy::unwrap_used,
    reason = "the helpers of a test fail as a test does"
)]

mod build;
mod errors;
mod lossless;
mod regressions;
#[cfg(feature = "schemars")]
mod schemars;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Reads JSON as a `T`, both as text and from a `Value`, and checks that writing it gives the same JSON back.
#[track_caller]
fn round_trip<T>(json: Value) -> T
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let read: T = serde_json::from_str(&json.to_string()).unwrap();
    let text = serde_json::to_string(&read).unwrap();
    assert_eq!(text.parse::<Value>().unwrap(), json);
    assert_eq!(serde_json::to_value(&read).unwrap(), json);
    assert_eq!(serde_json::from_value::<T>(json).unwrap(), read);
    read
}

/// The error that reading the text as a `T` gives.
#[track_caller]
fn refusal<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    serde_json::from_str::<T>(text).unwrap_err().to_string()
}
