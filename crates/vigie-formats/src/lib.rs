//! File formats that several kinds of evidence share: SQLite, property lists, archives of objects.
