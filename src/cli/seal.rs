//! `bayqau seal`

use crate::cli::context::{Asked, Failure, FolderArgument, message_language, read, verdict};
use crate::cli::{Verdict, folder, print};
use crate::language::{Catalogue, Language};
use crate::report::Seal;

/// Freezes a stage when its protocol is signed; afterwards a change that no decision covers is an error
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The stage; `ranking` for the final result
    stage: String,
    #[command(flatten)]
    folder: FolderArgument,
}

/// Seals a stage. A result that is not final is not sealed, a seal is never written over.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let asked = Asked { stage: Some(&arguments.stage), partial: false };
    let Some(report) = read(&arguments.folder.folder, asked)?.shown(lang)? else {
        return Ok(Verdict::NotFinal);
    };
    let catalogue = Catalogue::new(message_language(lang, Some(report.contest.language)));
    if !report.is_final {
        return Err(Failure::said("seal-not-final", vec![("stage", arguments.stage.as_str().into())]));
    }
    let seal = Seal::new(&report, &arguments.stage).expect("the stage was counted");
    let path = arguments.folder.folder.join("sealed").join(format!("{}.json", arguments.stage));
    folder::write_new(&path, seal.to_json().as_bytes())?;
    let said = vec![("stage", arguments.stage.as_str().into()), ("path", path.display().to_string().into())];
    print(&(catalogue.text("sealed", &said) + "\n"))?;
    Ok(verdict(&report))
}
