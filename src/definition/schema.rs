//! JSON Schema of the YAML files: an editor completes keys, says what each is, and marks what has no place there.
//!
//! Receives the kind of file and a language, hands on the schema's text. The shapes are the files beside this module;
//! the test `tests/schema.rs` holds them to the decoder, key for key. What only a whole contest shows, such as a name
//! that names nothing, is the check's to say.

use crate::language::{Catalogue, Language};

/// A file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// `contest.yaml`
    Contest,
    /// `meeting.yaml`
    Meeting,
    /// `programme.yaml`
    Programme,
}

impl Schema {
    /// All of them.
    pub const ALL: [Schema; 3] = [Schema::Contest, Schema::Meeting, Schema::Programme];

    /// The file that it describes.
    #[must_use]
    pub fn describes(self) -> &'static str {
        match self {
            Schema::Contest => "contest.yaml",
            Schema::Meeting => "meeting.yaml",
            Schema::Programme => "programme.yaml",
        }
    }

    /// The name of the schema's own file, beside the one that it describes.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Schema::Contest => "contest.schema.json",
            Schema::Meeting => "meeting.schema.json",
            Schema::Programme => "programme.schema.json",
        }
    }

    /// The line by which a file tells an editor where its schema is.
    #[must_use]
    pub fn line(self) -> String {
        format!("# yaml-language-server: $schema={}\n", self.file_name())
    }

    fn shape(self) -> &'static str {
        match self {
            Schema::Contest => include_str!("schema/contest.json"),
            Schema::Meeting => include_str!("schema/meeting.json"),
            Schema::Programme => include_str!("schema/programme.json"),
        }
    }

    /// The schema with titles and descriptions in the language. In a shape `"@key"` stands for such a text.
    #[must_use]
    pub fn text(self, language: Language) -> String {
        let catalogue = Catalogue::new(language);
        let mut parts = self.shape().split("\"@");
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (key, rest) = part.split_once('"').expect("a test reads every shape");
            let said = catalogue.text(&format!("schema-{key}"), &vec![]);
            text += &serde_json::Value::String(said).to_string();
            text += rest;
        }
        text
    }
}
