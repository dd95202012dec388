//! The engine of `bayqau`: rules in YAML and score sheets in tables go in, results and protocols come out.
//!
//! Data flows one way: files → [`source`] → [`definition`] and [`sheet`] → [`validate`] → [`contest::Contest`]
//! → [`tally`] and [`audit`] → [`report`] → [`render`] → text. A newcomer reads [`contest`], [`tally`], [`report`]; the
//! rest is edges. A module imports only from layers below its own; a test holds this.

pub mod audit;
pub mod cli;
pub mod contest;
pub mod definition;
pub mod diagnostic;
pub mod fold;
pub mod language;
pub mod meeting;
pub mod monitor;
pub mod programme;
pub mod render;
pub mod report;
pub mod score;
pub mod sheet;
pub mod source;
pub mod tally;
pub mod validate;
