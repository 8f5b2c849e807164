//! Diameter (RFC 6733), as mobile networks speak it with each other.
//!
//! A message is a header of 20 octets and attribute-value pairs, whose values may be such pairs again:
//!
//! ```text
//! version 1 | length (3) | flags R P E T | command (3) | application (4) | hop-by-hop (4) | end-to-end (4)
//! AVP: code (4) | flags V M P | length (3), header included | vendor (4) where V | value | padding to 4
//! ```
//!
//! Over SCTP each user message is one Diameter message (payload protocol 46); over TCP they follow each
//! other. The applications between networks are those of 3GPP TS 29.272 (S6a, S6d, S13), 29.336 (S6m,
//! S6n, S6t), 29.338 (S6c, SGd), 29.172 (SLg), 29.173 (SLh), 29.229 (Cx), 29.329 (Sh), 29.128 (T6a).
//!
//! Nothing here is copied; what is damaged is noted ([`Defects`]) and costs what is damaged. Keys of
//! authentication are counted and passed over, never kept.

mod avp;
mod checks;
mod command;
mod correlation;
mod defects;
mod dictionary;
mod dictionary_table;
mod facts;
mod message;
mod names;
mod operations;
mod stream;

pub use avp::{Avp, Avps, MOST_DEPTH};
pub use command::{Application, Command, application_name, command, is_application};
pub use correlation::{Answer, Correlation, TransactionKey};
pub use defects::Defects;
pub use dictionary::{Entry, Shape, TGPP, entry};
pub use facts::{Facts, Subscription};
pub use message::{Header, Message};
pub(crate) use operations::net_of;
pub use operations::{Carrier, Counts, Diameter};
pub use stream::{Framer, MOST_MESSAGE};
