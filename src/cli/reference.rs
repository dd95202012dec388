//! `bayqau reference`

use clap::{Arg, ArgAction, ValueEnum};

use crate::cli::context::{Failure, message_language};
use crate::cli::{Verdict, command, print};
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
    /// Every command with its arguments
    Commands,
}

/// Prints a page of the reference.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let catalogue = Catalogue::new(message_language(lang, None));
    print(match arguments.page {
        Page::Rules => rules_reference(&catalogue),
        Page::Files => files_reference(&catalogue),
        Page::Commands => commands(&catalogue),
    })?;
    Ok(Verdict::Fine)
}

/// Every command, in the order of the help.
fn commands(catalogue: &Catalogue) -> String {
    let mut tool = command();
    tool.build();
    let word = |key: &str| catalogue.text(key, &vec![]);
    let mut text = format!("# {}\n\n{}\n", word("commands-title"), word("commands-intro"));
    for each in tool.get_subcommands().filter(|each| each.get_name() != "help") {
        let own = each.get_arguments().filter(|argument| !is_of_every_command(argument));
        let about = each.get_long_about().or(each.get_about()).map(ToString::to_string).unwrap_or_default();
        let usage = each.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ");
        text += &format!("\n## bayqau {}\n\n{about}\n\n```text\n{usage}\n```\n", each.get_name());
        text += &table(own, catalogue);
    }
    let shared = tool.get_arguments().filter(|argument| argument.get_id() != "version");
    text + &format!("\n## {}\n", word("commands-every")) + &table(shared, catalogue)
}

fn is_of_every_command(argument: &Arg) -> bool {
    argument.is_global_set() || argument.get_id() == "help"
}

/// Arguments and what each is, with the values that it takes.
fn table<'a>(arguments: impl Iterator<Item = &'a Arg>, catalogue: &Catalogue) -> String {
    let rows: String = arguments.map(|argument| row(argument, catalogue)).collect();
    if rows.is_empty() {
        return rows;
    }
    let [argument, means] = ["argument", "means"].map(|key| catalogue.text(&format!("commands-{key}"), &vec![]));
    format!("\n| {argument} | {means} |\n| --- | --- |\n{rows}")
}

fn row(argument: &Arg, catalogue: &Catalogue) -> String {
    let help = argument.get_long_help().or(argument.get_help()).map(ToString::to_string).unwrap_or_default();
    let mut said = vec![format!("{}.", help.trim_end_matches('.'))];
    let takes_value = !matches!(argument.get_action(), ArgAction::SetTrue | ArgAction::Help | ArgAction::HelpLong);
    if takes_value {
        let values = argument.get_possible_values();
        let values: Vec<String> = values
            .iter()
            .map(|value| match value.get_help() {
                Some(help) => format!("`{}`: {help}", value.get_name()),
                None => format!("`{}`", value.get_name()),
            })
            .collect();
        said.extend((!values.is_empty()).then(|| format!("{}.", values.join("; "))));
        said.extend(
            argument
                .get_default_values()
                .iter()
                .filter_map(|value| value.to_str())
                .map(|value| catalogue.text("commands-without", &vec![("value", value.into())])),
        );
    }
    let name = argument.to_string().replace('|', "\\|");
    format!("| `{name}` | {} |\n", said.join(" ").replace('\n', " ").replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is skipped is that the page says once, of every command.
    #[test]
    fn every_argument_of_every_command_is_on_the_page() {
        let page = commands(&Catalogue::new(Language::En));
        let mut tool = command();
        tool.build();
        let mut seen = 0;
        for each in tool.get_subcommands().filter(|each| each.get_name() != "help") {
            let heading = format!("\n## bayqau {}\n", each.get_name());
            let part = page.split(&heading).nth(1).unwrap().split("\n## ").next().unwrap();
            for argument in each.get_arguments() {
                let row = format!("| `{}` |", argument.to_string().replace('|', "\\|"));
                let place = if is_of_every_command(argument) { &page } else { part };
                assert!(place.contains(&row), "{}: {row}", each.get_name());
                seen += 1;
            }
        }
        assert!(seen > 60, "{seen}");
    }
}
