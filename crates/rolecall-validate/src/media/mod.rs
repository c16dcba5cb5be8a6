//! What inline files say about themselves: base64, image headers, PDF headers.
//!
//! Nothing is decoded that is not looked at: a header costs a few characters however long the file is.

mod base64;
mod image;
mod pdf;

pub(crate) use base64::{Base64, Fault, data_url, is_placeholder};
pub(crate) use image::Header;
pub(crate) use pdf::{is_encrypted, is_pdf, page_count};
