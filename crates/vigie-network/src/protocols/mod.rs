//! Protocols that are read: each folder is one, and tells in `dissect.rs`'s terms what it knows.

use crate::dissect::Protocol;

/// Declares the folders and the table of what they define.
macro_rules! protocols {
    ($($module:ident),* $(,)?) => {
        $(pub(crate) mod $module;)*
        /// Every protocol, by name. The order decides where several claim a stream or a datagram.
        pub(crate) static PROTOCOLS: &[&Protocol] = &[$(&$module::ITEM),*];
    };
}

// `exposure` writes what the others counted, so it stands last.
protocols! {
    connections,
    dns,
    http,
    h2c,
    tunnels,
    neighbours,
    plaintext,
    quic,
    ssh,
    tls,
    exposure,
}
