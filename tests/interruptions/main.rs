//! Whatever stops a command, the former output stands whole or the new one does, and the inputs stand as they were.
//!
//! `steps` stops every command that writes before each single system call by which it changes the disk, and lets each
//! of these calls fail; it needs `strace`, so it is run on request: `cargo test --test interruptions -- --ignored`.

// Clippy lets only functions marked as tests unwrap.
#![allow(clippy::unwrap_used)]
// The figures of docs/reliability.md are counted here.
#![allow(clippy::print_stdout)]
#![cfg(target_os = "linux")]

mod at_once;
mod disk;
mod inputs;
mod moments;
mod season;
mod steps;
