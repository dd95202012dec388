//! The lines of rules by their paths: `stages/portfolio/pass/at_least`.
//!
//! Receives the text of `contest.yaml`, says which lines are written and where, and hands on the same rules with some
//! lines changed. Members of a list are named by their ids, or by their number from 0 where they have none.

use crate::definition::tree::{self, Node, NodeContent};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Place, Sources, Spanned};

/// Rules as a tree of lines.
#[derive(Clone, Debug)]
pub struct Outline {
    root: Node,
    file: FileId,
}

/// Another value for a line of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The line, from the top.
    pub path: String,
    /// What stands there then, as YAML; nothing if the line is taken out.
    pub value: Option<String>,
}

impl Change {
    /// A line that says this.
    #[must_use]
    pub fn set(path: impl Into<String>, value: impl Into<String>) -> Self {
        Change { path: path.into(), value: Some(value.into()) }
    }

    /// A line that is taken out.
    #[must_use]
    pub fn remove(path: impl Into<String>) -> Self {
        Change { path: path.into(), value: None }
    }
}

impl Outline {
    /// Reads the rules.
    ///
    /// # Errors
    /// The text is not YAML.
    pub fn read(sources: &Sources, file: FileId) -> Result<Self, Diagnostic> {
        Ok(Outline { root: tree::parse(sources, file)?, file })
    }

    /// The file that was read.
    #[must_use]
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Whether the line is written.
    #[must_use]
    pub fn says(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    /// Where the line stands, or the nearest one around it that is written.
    #[must_use]
    pub fn place(&self, path: &str) -> Place {
        let mut node = &self.root;
        let mut place = Place::File(self.file);
        for segment in path.split('/') {
            match step(node, segment) {
                Some((own, child)) => (place, node) = (own, child),
                None => break,
            }
        }
        place
    }

    /// The value of a line as YAML on one line.
    #[must_use]
    pub fn value(&self, path: &str) -> Option<String> {
        self.find(path).map(flow)
    }

    /// How many members the list has.
    #[must_use]
    pub fn length(&self, path: &str) -> Option<usize> {
        match &self.find(path)?.content {
            NodeContent::List(list) => Some(list.len()),
            NodeContent::Null | NodeContent::Scalar(_) | NodeContent::Mapping(_) => None,
        }
    }

    /// The same rules with these lines changed.
    ///
    /// # Panics
    /// A value is not YAML.
    #[must_use]
    pub fn with(&self, changes: &[Change]) -> Self {
        let mut changed = self.clone();
        for change in changes {
            let segments: Vec<&str> = change.path.split('/').collect();
            match &change.value {
                Some(value) => {
                    let mut sources = Sources::default();
                    let (file, _) = sources.add("change", value.as_bytes());
                    let node = tree::parse(&sources, file).expect("changes are written in YAML");
                    set(&mut changed.root, &segments, node);
                }
                None => remove(&mut changed.root, &segments),
            }
        }
        changed
    }

    /// The whole as YAML; comments are lost.
    #[must_use]
    pub fn to_yaml(&self) -> String {
        flow(&self.root) + "\n"
    }

    /// The changed lines with the lines around them that say where they belong, as a person writes them.
    #[must_use]
    pub fn lines(&self, changes: &[Change]) -> Vec<String> {
        let mut lines = Vec::new();
        let mut above: Vec<&str> = Vec::new();
        for change in changes.iter().filter(|change| change.value.is_some()) {
            // A step or a way to pass is read with those around it: the whole line is shown.
            let all: Vec<&str> = change.path.split('/').collect();
            let whole = all.iter().position(|segment| ["pass", "score"].contains(segment));
            let segments = &all[..whole.map_or(all.len(), |index| index + 1)];
            if segments == above {
                continue;
            }
            let Some(node) = self.find(&segments.join("/")) else { continue };
            let known = above.iter().zip(segments).take_while(|(one, other)| one == other).count();
            for (index, segment) in segments.iter().enumerate() {
                let is_member = index == 1 && ["stages", "awards", "nominations"].contains(&segments[0]);
                let last = index + 1 == segments.len();
                let indent = "  ".repeat(index);
                if index < known {
                    continue;
                }
                match (is_member, last) {
                    (true, true) => lines.push(format!("{indent}- {}", flow(node))),
                    (true, false) => lines.push(format!("{indent}- id: {segment}")),
                    (false, false) => lines.push(format!("{indent}{segment}:")),
                    (false, true) => lines.extend(block(segment, node, &indent)),
                }
            }
            above = segments.to_vec();
        }
        lines
    }

    fn find(&self, path: &str) -> Option<&Node> {
        path.split('/').try_fold(&self.root, |node, segment| step(node, segment).map(|(_, child)| child))
    }
}

/// What stands under a key, or the member of a list, with the place where it is named.
fn step<'n>(node: &'n Node, segment: &str) -> Option<(Place, &'n Node)> {
    match &node.content {
        NodeContent::Mapping(entries) => {
            entries.iter().find(|(key, _)| key.value == segment).map(|(key, value)| (key.place, value))
        }
        NodeContent::List(list) => {
            let member = list.iter().find(|member| has_id(member, segment));
            let member = member.or_else(|| list.get(segment.parse::<usize>().ok()?))?;
            Some((member.place, member))
        }
        NodeContent::Null | NodeContent::Scalar(_) => None,
    }
}

fn has_id(node: &Node, id: &str) -> bool {
    step(node, "id").is_some_and(|(_, own)| matches!(&own.content, NodeContent::Scalar(text) if text == id))
        && matches!(node.content, NodeContent::Mapping(_))
}

/// Puts a value at a path; mappings on the way that are not there are made.
fn set(node: &mut Node, segments: &[&str], value: Node) {
    let [first, rest @ ..] = segments else {
        *node = value;
        return;
    };
    if let Some(child) = node.child_mut(first) {
        return set(child, rest, value);
    }
    let place = node.place;
    let mut child = Node { content: NodeContent::Mapping(Vec::new()), place };
    set(&mut child, rest, value);
    let entry = (Spanned::new((*first).to_owned(), place), child);
    match &mut node.content {
        NodeContent::Mapping(entries) => entries.push(entry),
        NodeContent::Null => node.content = NodeContent::Mapping(vec![entry]),
        NodeContent::Scalar(_) | NodeContent::List(_) => {}
    }
}

fn remove(node: &mut Node, segments: &[&str]) {
    let [first, rest @ ..] = segments else { return };
    if !rest.is_empty() {
        if let Some(child) = node.child_mut(first) {
            remove(child, rest);
        }
        return;
    }
    match &mut node.content {
        NodeContent::Mapping(entries) => entries.retain(|(key, _)| key.value != *first),
        NodeContent::List(list) => list.retain(|member| !has_id(member, first)),
        NodeContent::Null | NodeContent::Scalar(_) => {}
    }
}

/// A key with its value: the steps of a score a line each, everything else on one line.
fn block(key: &str, node: &Node, indent: &str) -> Vec<String> {
    match &node.content {
        NodeContent::List(list) if key == "score" || key == "awards" => {
            let member = |member: &Node| format!("{indent}  - {}", flow(member));
            std::iter::once(format!("{indent}{key}:")).chain(list.iter().map(member)).collect()
        }
        NodeContent::Null | NodeContent::Scalar(_) | NodeContent::List(_) | NodeContent::Mapping(_) => {
            vec![format!("{indent}{key}: {}", flow(node))]
        }
    }
}

/// A node on one line.
fn flow(node: &Node) -> String {
    match &node.content {
        NodeContent::Null => "null".to_owned(),
        NodeContent::Scalar(text) => scalar(text),
        NodeContent::List(list) if list.is_empty() => "[]".to_owned(),
        NodeContent::List(list) => format!("[ {} ]", list.iter().map(flow).collect::<Vec<_>>().join(", ")),
        NodeContent::Mapping(entries) if entries.is_empty() => "{}".to_owned(),
        NodeContent::Mapping(entries) => {
            let entry = |(key, value): &(Spanned<String>, Node)| format!("{}: {}", scalar(&key.value), flow(value));
            format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A scalar, in quotes where it would mean something else without them.
fn scalar(text: &str) -> String {
    let begins = text.chars().next().is_some_and(|first| first.is_alphanumeric() || first == '-');
    let plain = |c: char| c.is_alphanumeric() || "_-.%/+ ".contains(c);
    let is_plain = begins && text.chars().all(plain) && !text.ends_with(' ') && text != "null" && text != "-";
    if is_plain && !text.starts_with("- ") && !text.starts_with("--") {
        text.to_owned()
    } else {
        serde_json::to_string(text).expect("a text is JSON")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> (Sources, Outline) {
        let mut sources = Sources::default();
        let (file, _) = sources.add("contest.yaml", text.as_bytes());
        let outline = Outline::read(&sources, file).unwrap();
        (sources, outline)
    }

    const RULES: &str = "stages:\n  - id: one\n    pass: [ { at_most: 2 }, { top: 45% } ]\n  - id: two\nawards:\n  \
                         - { id: first, title: 'a: b' }\n";

    #[test]
    fn a_line_is_found_by_its_path_and_what_is_not_written_by_the_line_around_it() {
        let (sources, outline) = outline(RULES);
        assert!(outline.says("stages/one/pass/1/top"));
        assert!(!outline.says("stages/two/pass"));
        assert_eq!(sources.describe_line(outline.place("stages/one/pass/1/tied")), "contest.yaml:3");
        assert_eq!(sources.describe_line(outline.place("awards/first/holders")), "contest.yaml:6");
        assert_eq!(sources.describe_line(outline.place("ranking/ties")), "contest.yaml");
    }

    #[test]
    fn changed_rules_are_the_same_but_for_the_change() {
        let (_, own) = outline(RULES);
        let changes = [
            Change::set("stages/one/pass/1/tied", "in"),
            Change::set("awards/first/holders", "1"),
            Change::set("ranking/ties", "[ { stage: two }, decide ]"),
            Change::remove("awards/first/title"),
        ];
        let changed = own.with(&changes);
        let expected = "{ stages: [ { id: one, pass: [ { at_most: 2 }, { top: 45%, tied: in } ] }, { id: two } ], \
                        awards: [ { id: first, holders: 1 } ], ranking: { ties: [ { stage: two }, decide ] } }\n";
        assert_eq!(changed.to_yaml(), expected);
        assert_eq!(outline(expected).1.to_yaml(), expected);
        assert_eq!(outline(&own.to_yaml()).1.to_yaml(), own.to_yaml());
        let lines = changed.lines(&changes);
        let expected = [
            "stages:",
            "  - id: one",
            "    pass: [ { at_most: 2 }, { top: 45%, tied: in } ]",
            "awards:",
            "  - id: first",
            "    holders: 1",
            "ranking:",
            "  ties: [ { stage: two }, decide ]",
        ];
        assert_eq!(lines, expected);
    }
}
