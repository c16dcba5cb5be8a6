//! What rolecall is measured with.

pub mod corpus;
