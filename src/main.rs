//! The `bayqau` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    bayqau::cli::main()
}
