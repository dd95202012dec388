//! `bayqau schema`

use clap::ValueEnum;

use crate::cli::context::{Failure, message_language};
use crate::cli::{Verdict, print};
use crate::definition::Schema;
use crate::language::Language;

/// JSON Schema of a YAML file, for editors; `new` puts it beside the rules
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Of which file
    #[arg(value_enum, default_value = "contest")]
    file: File,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum File {
    /// contest.yaml
    Contest,
    /// meeting.yaml
    Meeting,
    /// programme.yaml
    Programme,
}

/// Prints a schema; what it says of the keys is in the language of messages.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let schema = match arguments.file {
        File::Contest => Schema::Contest,
        File::Meeting => Schema::Meeting,
        File::Programme => Schema::Programme,
    };
    print(schema.text(message_language(lang, None)))?;
    Ok(Verdict::Fine)
}
