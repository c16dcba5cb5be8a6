//! Lists that come in pages.

use crate::{Call, Error};
use futures_core::Stream;
use rolecall_types::{Batch, BatchList, FileList, FileMetadata, ModelInfo, ModelList};
use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, IntoFuture, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A list. Awaited, it gives one page; [`items`](Self::items) goes through all of them.
#[must_use = "nothing is sent until the list is awaited"]
pub struct List<P> {
    call: Call<P>,
    backwards: bool,
}

/// A page of a list. Implemented for the pages that the API has, and only for them.
pub trait Page: sealed::Sealed + Send + 'static {
    /// What the list consists of.
    type Item: Send + Unpin + 'static;

    /// The query parameter that asks for the next page.
    #[doc(hidden)]
    const CURSOR: &'static str;

    /// The items, and the cursor of the page that follows in this direction.
    #[doc(hidden)]
    fn split(self, backwards: bool) -> (Vec<Self::Item>, Option<String>);
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! pages_by_id {
    ($($page:ident of $item:ident),*) => {$(
        impl sealed::Sealed for $page {}

        impl Page for $page {
            type Item = $item;
            const CURSOR: &'static str = "after_id";

            fn split(self, backwards: bool) -> (Vec<$item>, Option<String>) {
                let cursor = if backwards { self.first_id } else { self.last_id };
                (self.data, cursor.filter(|_| self.has_more != Some(false)))
            }
        }
    )*};
}

pages_by_id! { BatchList of Batch, ModelList of ModelInfo }

impl sealed::Sealed for FileList {}

impl Page for FileList {
    type Item = FileMetadata;
    const CURSOR: &'static str = "page";

    fn split(self, _: bool) -> (Vec<FileMetadata>, Option<String>) {
        (self.data, self.next_page)
    }
}

impl<P> List<P> {
    pub(crate) fn new(call: Call<P>) -> Self {
        Self {
            call,
            backwards: false,
        }
    }

    /// How many items a page has, at most 1000. By default 20.
    pub fn limit(self, limit: u32) -> Self {
        self.query("limit", &limit.to_string())
    }

    /// A parameter of the query.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.call = self.call.map_request(|request| {
            request.url.query_pairs_mut().append_pair(name, value);
            Ok(())
        });
        self
    }

    /// The request for one page, to set its options.
    pub fn into_call(self) -> Call<P> {
        self.call
    }
}

impl List<BatchList> {
    /// Begins after the batch with this id.
    pub fn after(self, id: &str) -> Self {
        self.query("after_id", id)
    }

    /// Goes backwards from the batch with this id.
    pub fn before(mut self, id: &str) -> Self {
        self.backwards = true;
        self.query("before_id", id)
    }
}

impl List<ModelList> {
    /// Begins after the model with this id.
    pub fn after(self, id: &str) -> Self {
        self.query("after_id", id)
    }

    /// Goes backwards from the model with this id.
    pub fn before(mut self, id: &str) -> Self {
        self.backwards = true;
        self.query("before_id", id)
    }
}

impl List<FileList> {
    /// Begins with the page that an earlier one gave as its `next_page`.
    pub fn page(self, page: &str) -> Self {
        self.query("page", page)
    }
}

impl<P: Page> List<P> {
    /// All items, from page to page. The next page is asked for when the one before is used up.
    pub fn items(self) -> Items<P> {
        Items {
            list: self,
            queue: VecDeque::new(),
            state: State::Start,
        }
    }
}

impl<P: Send + 'static> IntoFuture for List<P> {
    type Output = Result<P, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        self.call.into_future()
    }
}

/// The items of a list, from page to page. An error ends it.
pub struct Items<P: Page> {
    list: List<P>,
    queue: VecDeque<P::Item>,
    state: State<P>,
}

enum State<P> {
    Start,
    Fetching(Pin<Box<dyn Future<Output = Result<P, Error>> + Send>>),
    Next(String),
    Over,
}

impl<P: Page> Items<P> {
    /// The next item, or `None` after the last one.
    ///
    /// # Errors
    ///
    /// Fails when a page cannot be had.
    pub async fn next_item(&mut self) -> Result<Option<P::Item>, Error> {
        poll_fn(|cx| self.poll_item(cx)).await.transpose()
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error>>> {
        loop {
            if let Some(item) = self.queue.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match &mut self.state {
                State::Over => return Poll::Ready(None),
                State::Start => self.state = State::Fetching(self.list.call.clone().into_future()),
                State::Next(cursor) => {
                    let call = self.list.page_at(cursor);
                    self.state = State::Fetching(call.into_future());
                }
                State::Fetching(page) => {
                    let page = ready!(page.as_mut().poll(cx));
                    self.state = State::Over;
                    match page {
                        Ok(page) => self.take_in(page),
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    }
                }
            }
        }
    }

    fn take_in(&mut self, page: P) {
        let (items, cursor) = page.split(self.list.backwards);
        // A page without items cannot lead anywhere new.
        if let Some(cursor) = cursor.filter(|_| !items.is_empty()) {
            self.state = State::Next(cursor);
        }
        self.queue = items.into();
    }
}

impl<P: Page> List<P> {
    fn page_at(&self, cursor: &str) -> Call<P> {
        let name = if self.backwards {
            "before_id"
        } else {
            P::CURSOR
        };
        self.call.clone().map_request(|request| {
            let kept: Vec<(String, String)> = request
                .url
                .query_pairs()
                .into_owned()
                .filter(|(key, _)| key != name)
                .collect();
            request
                .url
                .query_pairs_mut()
                .clear()
                .extend_pairs(kept)
                .append_pair(name, cursor);
            Ok(())
        })
    }
}

impl<P: Page> Stream for Items<P> {
    type Item = Result<P::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}

impl<P> fmt::Debug for List<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(f)
    }
}

impl<P: Page> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("list", &self.list)
            .finish_non_exhaustive()
    }
}
