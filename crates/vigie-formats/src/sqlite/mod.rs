//! SQLite databases, read in place and never written to.

mod database;
mod row;
mod table;
mod value;

pub use database::{Damage, Database};
pub use row::Row;
pub use table::{Column, Table};
pub use value::Value;
