//! Words and names.
