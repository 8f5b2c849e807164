//! TCP connections: which segments belong together, their bytes in order, and what contradicts itself.

mod side;

pub use side::Side;
