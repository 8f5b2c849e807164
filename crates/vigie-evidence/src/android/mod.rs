//! What evidence of Android phones is made of.

mod cut;
mod facts;
mod headings;
mod sections;

pub(crate) use cut::Cut;
pub(crate) use facts::{facts_of_header, facts_of_properties};
pub(crate) use headings::is_dumpstate;
