//! Opening evidence: folders, archives, iOS backups (encrypted ones in place), and telling what it is.
