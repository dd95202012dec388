//! The command line: the only place that touches files, streams and the environment.
//!
//! Results go to standard output, everything else to standard error. Exit status: 0; 1 if the data has errors
//! or the result is not final; 2 for a wrong call, or a file that cannot be read or written.

mod audit;
mod check;
mod completions;
mod context;
mod diff;
mod document;
mod explain;
mod folder;
mod input;
mod man;
mod manifest;
mod monitor;
mod new;
mod protocol;
mod publish;
mod reference;
mod rehearse;
mod replacing;
mod schema;
mod seal;
mod sheets;
mod showing;
mod tally;
mod template;
mod waiting;

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::language::{Catalogue, Language, UnknownLanguage};

use context::Failure;

/// A toolkit for the people who run a jury.
///
/// The rules are YAML, the score sheets are tables, a contest is a folder. Results go to standard output,
/// everything else to standard error. Exit status: 0; 1 if the data has errors or the result is not final;
/// 2 for a wrong call, or a file that cannot be read or written.
#[derive(Debug, Parser)]
#[command(name = "bayqau", version = concat!(env!("CARGO_PKG_VERSION"), env!("BAYQAU_COMMIT")))]
struct Arguments {
    /// The language of messages and documents: kk, ru or en. Without it messages follow BAYQAU_LANG, else
    /// the contest's language; documents the contest's language.
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = parse_language)]
    lang: Option<Language>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Arguments),
    Check(check::Arguments),
    Rehearse(rehearse::Arguments),
    Sheets(sheets::Arguments),
    Tally(tally::Arguments),
    Explain(explain::Arguments),
    Audit(audit::Arguments),
    Protocol(protocol::Arguments),
    Document(document::Arguments),
    Publish(publish::Arguments),
    Seal(seal::Arguments),
    Diff(diff::Arguments),
    Monitor(monitor::Arguments),
    Schema(schema::Arguments),
    Reference(reference::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// All is well.
    Fine,
    /// The data has errors, the result is not final, or results differ.
    NotFinal,
}

/// Runs the command that the process was called with.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let lang = arguments.lang;
    if let Err(failure) = context::variable_language() {
        return failed(&failure, lang);
    }
    let ended = match arguments.command {
        Command::New(arguments) => new::run(&arguments, lang),
        Command::Check(arguments) => check::run(&arguments, lang),
        Command::Rehearse(arguments) => rehearse::run(&arguments, lang),
        Command::Sheets(arguments) => sheets::run(&arguments, lang),
        Command::Tally(arguments) => tally::run(&arguments, lang),
        Command::Explain(arguments) => explain::run(&arguments, lang),
        Command::Audit(arguments) => audit::run(&arguments, lang),
        Command::Protocol(arguments) => protocol::run(&arguments, lang),
        Command::Document(arguments) => document::run(&arguments, lang),
        Command::Publish(arguments) => publish::run(&arguments, lang),
        Command::Seal(arguments) => seal::run(&arguments, lang),
        Command::Diff(arguments) => diff::run(&arguments, lang),
        Command::Monitor(arguments) => monitor::run(&arguments, lang),
        Command::Schema(arguments) => schema::run(&arguments, lang),
        Command::Reference(arguments) => reference::run(&arguments, lang),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    match ended {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::NotFinal) => ExitCode::from(1),
        Err(failure) => failed(&failure, lang),
    }
}

/// The command line as it is, for what is made from it.
fn command() -> clap::Command {
    Arguments::command()
}

fn parse_language(code: &str) -> Result<Language, UnknownLanguage> {
    code.parse()
}

/// A closed pipe is success: whoever read it has seen enough.
fn failed(failure: &Failure, lang: Option<Language>) -> ExitCode {
    if failure.is_closed_pipe() {
        return ExitCode::SUCCESS;
    }
    let catalogue = Catalogue::new(context::message_language(lang, failure.language()));
    for message in failure.messages(&catalogue) {
        // Nothing is left to be done if standard error cannot be written either.
        let _ = writeln!(std::io::stderr(), "{}: {message}", catalogue.text("level-error", &vec![]));
    }
    ExitCode::from(2)
}

/// Writes a result to standard output.
fn print(result: impl AsRef<[u8]>) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    let written = stdout.write_all(result.as_ref()).and_then(|()| stdout.flush());
    written.map_err(|error| Failure::not_printed(&error))
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn the_command_line_is_well_formed() {
        command().debug_assert();
    }
}
