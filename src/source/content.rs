//! What a file holds: bytes that are shared, never copied.

use std::ops::Deref;
use std::sync::Arc;

use memchr::memchr;

/// The bytes of a file. Whether they are UTF-8 is found out once, when they are taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content(Arc<Held>);

#[derive(Debug, PartialEq, Eq)]
enum Held {
    Text(String),
    /// A text with a zero in it: UTF-16 of Latin letters alone is valid UTF-8, too.
    TextWithZeros(String),
    Bytes(Vec<u8>),
}

impl Content {
    /// The bytes as a text, if they are UTF-8.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &*self.0 {
            Held::Text(text) | Held::TextWithZeros(text) => Some(text),
            Held::Bytes(_) => None,
        }
    }

    /// Whether any byte is zero.
    #[must_use]
    pub fn has_zeros(&self) -> bool {
        match &*self.0 {
            Held::Text(_) => false,
            Held::TextWithZeros(_) => true,
            Held::Bytes(bytes) => memchr(0, bytes).is_some(),
        }
    }
}

impl Deref for Content {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &*self.0 {
            Held::Text(text) | Held::TextWithZeros(text) => text.as_bytes(),
            Held::Bytes(bytes) => bytes,
        }
    }
}

impl AsRef<[u8]> for Content {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(damaged) => Content(Arc::new(Held::Bytes(damaged.into_bytes()))),
        }
    }
}

impl From<&Content> for Content {
    fn from(content: &Content) -> Self {
        content.clone()
    }
}

impl From<&[u8]> for Content {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl<const LENGTH: usize> From<&[u8; LENGTH]> for Content {
    fn from(bytes: &[u8; LENGTH]) -> Self {
        bytes.to_vec().into()
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        let held = if memchr(0, text.as_bytes()).is_some() { Held::TextWithZeros } else { Held::Text };
        Content(Arc::new(held(text)))
    }
}

/// A stretch of a text that is shared.
#[derive(Clone, Debug)]
pub struct Text {
    content: Content,
    start: usize,
}

impl Text {
    /// The text from its `start`th byte on; nothing if the content is no text.
    #[must_use]
    pub fn new(content: Content, start: usize) -> Self {
        Text { content, start }
    }
}

impl Default for Text {
    fn default() -> Self {
        Text::from(String::new())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text::new(text.into(), 0)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.content.text().map_or("", |text| &text[self.start..])
    }
}
