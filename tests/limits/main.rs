//! What is too much, or lies elsewhere, is refused by its name: soon, in little memory, and with nothing written.

// Clippy lets only functions marked as tests unwrap.
#![allow(clippy::unwrap_used)]
#![cfg(target_os = "linux")]

mod archive;
mod books;
mod folders;
mod names;
mod rules;
mod run;
mod templates;
