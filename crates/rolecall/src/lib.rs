//! rolecall
