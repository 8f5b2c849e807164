//! STIX patterns: reading them, and what they ask for.

mod parse;
mod plan;
mod property;
mod single;
mod tree;

pub(crate) use parse::parse;
pub(crate) use plan::{Branch, Expr, Leaf, Unusable, any_case, expression, plan};
pub(crate) use single::single;
