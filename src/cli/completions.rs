//! `bayqau completions`

use clap_complete::Shell;

use crate::cli::context::Failure;
use crate::cli::{Verdict, command, print};

/// Completions for a shell: bash, zsh, fish, PowerShell or Elvish
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completions.
pub fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut command(), "bayqau", &mut text);
    print(text)?;
    Ok(Verdict::Fine)
}
