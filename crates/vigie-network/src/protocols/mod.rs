//! Protocols that are read: each folder is one, and tells in `dissect.rs`'s terms what it knows.
