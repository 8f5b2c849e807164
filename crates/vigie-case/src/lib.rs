//! The case file: records, findings, problems and coverage in one SQLite database.
