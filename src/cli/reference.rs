//! `bayqau reference`

use clap::ValueEnum;

use crate::cli::context::{Failure, message_language};
use crate::cli::{Verdict, print};
use crate::language::{Catalogue, Language};
use crate::render::{files_reference, rules_reference};

/// The reference in Markdown: what may be written, and how to call what; that of the faults is check --explain
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Of what
    #[arg(value_enum)]
    page: Page,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Page {
    /// Every key of contest.yaml, meeting.yaml and programme.yaml
    Rules,
    /// Every table of a folder with its columns
    Files,
}

/// Prints a page of the reference.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let catalogue = Catalogue::new(message_language(lang, None));
    print(match arguments.page {
        Page::Rules => rules_reference(&catalogue),
        Page::Files => files_reference(&catalogue),
    })?;
    Ok(Verdict::Fine)
}
