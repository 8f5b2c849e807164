//! Indicators of compromise: loading every common format, and matching observables against them.
