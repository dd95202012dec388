//! The work of a season through the binary, on copies of the worked example.
//!
//! Expected results are those of `tests/data/adistemelik-birlestik-2025.expected.csv`, worked out from the marks in
//! `examples/adistemelik-birlestik-2025/WORKING.md`.

// Clippy lets only functions marked as tests unwrap.
#![allow(clippy::unwrap_used)]

mod audit;
mod diff;
mod documents;
mod explain;
mod folder;
mod gaps;
mod hostile;
mod new;
mod order;
mod papers;
mod pipes;
mod results;
mod seal;
mod sheets;
mod smallest;
