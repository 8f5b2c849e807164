//! Telling people: verdict, HTML report, JSON, CSV, Timesketch and STIX.
