//! Synthetic evidence, seeded and true to the schemas, for tests, samples and benchmarks.
