//! `bayqau man`

use std::path::PathBuf;

use clap::Command;
use clap_mangen::Man;

use crate::cli::context::Failure;
use crate::cli::{Verdict, command, folder, print};
use crate::source::{Content, Files};

/// Manual pages: that of the whole tool, or with --to one of each command
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder to make for the pages
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
}

/// Prints a page, or writes them all.
pub fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let mut tool = command();
    tool.build();
    match &arguments.to {
        None => print(page(&tool).1)?,
        Some(to) => {
            let commands = tool.get_subcommands().filter(|each| each.get_name() != "help");
            let pages: Files = std::iter::once(&tool).chain(commands).map(page).collect();
            folder::write_folder(to, &pages)?;
        }
    }
    Ok(Verdict::Fine)
}

/// The name of a command's page, and the page.
fn page(command: &Command) -> (String, Content) {
    let man = Man::new(command.clone());
    let mut text = Vec::new();
    man.render(&mut text).expect("memory takes every page");
    (man.get_filename(), text.into())
}
