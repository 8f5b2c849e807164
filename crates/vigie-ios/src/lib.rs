//! What an iPhone leaves behind, and what in it deserves a second look.
