//! Every parser of the slice.

vigie_core::registry! {
    /// Every parser of the slice, by id.
    pub static PARSERS: Parser = {
        dossier,
        handover,
        hi1_message,
        operator_log,
        register_log,
        x1_message,
        x2x3,
    }
}

pub(crate) use self::dossier::{Entry as ListEntry, PolicyRecord};
pub(crate) use self::handover::record::{Integrity, Pdu, Stream, Undecodable, Verdict};
pub(crate) use self::handover::streams::Data;
pub(crate) use self::hi1_message::Hi1Object;
pub(crate) use self::operator_log::Entry as LogEntry;
pub(crate) use self::register_log::{Leaf, Note, Proof};
pub(crate) use self::x1_message::{Exchange, X1Record};
pub(crate) use self::x2x3::{Pdu as X2x3Pdu, Undecodable as X2x3Undecodable};
