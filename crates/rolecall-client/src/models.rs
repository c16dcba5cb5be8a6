//! The models that may be used.

use crate::call::{Read, Request, json};
use crate::{Call, Client, Error, List};
use reqwest::Method;
use rolecall_types::{ModelInfo, ModelList};

/// Models; see [`Client::models`].
#[derive(Debug, Clone, Copy)]
pub struct Models<'c>(pub(crate) &'c Client);

impl Models<'_> {
    /// What the API says about a model. An alias gives the model that it stands for.
    pub fn get(&self, id: &str) -> Call<ModelInfo> {
        Call::new(
            self.0,
            self.request(&["v1", "models", id]),
            Read::Whole(json),
        )
    }

    /// The models that you may use, newest first.
    pub fn list(&self) -> List<ModelList> {
        List::new(Call::new(
            self.0,
            self.request(&["v1", "models"]),
            Read::Whole(json),
        ))
    }

    fn request(self, segments: &[&str]) -> Result<Request, Error> {
        Request::new(self.0, Method::GET, segments)
    }
}
