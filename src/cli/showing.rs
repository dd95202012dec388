//! How the commands that print a result are asked for it: of which folder, up to which stage, in which form.

use std::io::IsTerminal;

use clap::ValueEnum;

use crate::cli::context::FolderArgument;

/// The result of a folder.
#[derive(Debug, clap::Args)]
pub struct ResultArguments {
    #[command(flatten)]
    pub folder: FolderArgument,
    /// Only the stages up to this one
    #[arg(long, value_name = "ID")]
    pub stage: Option<String>,
    #[command(flatten)]
    pub showing: ShowingArgument,
}

/// The form of what is printed.
#[derive(Debug, clap::Args)]
pub struct ShowingArgument {
    /// How to print it; on a terminal the table, elsewhere Markdown
    #[arg(long, value_enum)]
    format: Option<Showing>,
}

/// How a result is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Showing {
    /// Tables as wide as the terminal
    Table,
    /// Rows for a spreadsheet or a script
    Csv,
    /// Everything
    Json,
    /// Markdown
    Md,
}

impl ShowingArgument {
    /// The form that was asked for, else the usual one.
    pub fn get(&self) -> Showing {
        self.format.unwrap_or_else(Showing::usual)
    }
}

impl Showing {
    /// On a terminal the table, elsewhere Markdown.
    pub fn usual() -> Self {
        if std::io::stdout().is_terminal() { Showing::Table } else { Showing::Md }
    }
}
