//! The codes that stand for entries on the sheets of a blind contest.

use std::collections::BTreeSet;

use crate::source::sha256;

/// How many numbers there are, at the least, for each entry: a number guessed at random is seldom anybody's.
const NUMBERS_PER_ENTRY: u64 = 10;

/// A code for each of the ids, none of them `taken`, an id, or another's.
///
/// A code is a number of four digits, more where there are very many entries: the same to a Kazakh and a Latin
/// keyboard, to a spreadsheet and on paper. It is taken from the SHA-256 of the secret and the id, so that the same
/// secret gives the same codes and nobody without it can tell whose they are; their order says nothing.
#[must_use]
pub fn draw_codes<'i>(secret: &str, ids: &[&'i str], taken: &BTreeSet<String>) -> Vec<(&'i str, String)> {
    let wanted = (ids.len() + taken.len()) as u64 * NUMBERS_PER_ENTRY;
    let mut lowest = 1000;
    while lowest * 9 < wanted {
        lowest *= 10;
    }
    let mut used = taken.clone();
    used.extend(ids.iter().map(|id| (*id).to_owned()));
    let mut code = |id: &str| {
        (0_u32..)
            .map(|attempt| lowest + number(&format!("{secret}\n{id}\n{attempt}")) % (lowest * 9))
            .map(|code| code.to_string())
            .find(|code| used.insert(code.clone()))
            .expect("there are ten times as many numbers as entries")
    };
    ids.iter().map(|id| (*id, code(id))).collect()
}

fn number(text: &str) -> u64 {
    u64::from_str_radix(&sha256(text)[..16], 16).expect("a fingerprint is hexadecimal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_hang_on_the_secret_and_are_nobodys_twice() {
        let ids: Vec<String> = (1000..2000).map(|number| number.to_string()).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let taken = BTreeSet::from(["20000".to_owned()]);
        let codes = draw_codes("one", &ids, &taken);
        let mut seen: BTreeSet<&str> = ids.iter().copied().chain(["20000"]).collect();
        for (_, code) in &codes {
            assert_eq!(code.len(), 5, "ten numbers for each of a thousand entries");
            assert!(seen.insert(code), "{code} stands twice");
        }
        assert_eq!(codes, draw_codes("one", &ids, &taken));
        assert_ne!(codes, draw_codes("another", &ids, &taken));
        assert_eq!(draw_codes("one", &["p01"], &BTreeSet::new())[0].1.len(), 4);
    }

    #[test]
    fn the_order_of_the_codes_says_nothing_of_the_order_of_the_ids() {
        let codes: Vec<String> = draw_codes("secret", &["a", "b", "c", "d", "e", "f"], &BTreeSet::new())
            .into_iter()
            .map(|(_, code)| code)
            .collect();
        let mut sorted = codes.clone();
        sorted.sort();
        assert_ne!(codes, sorted);
    }
}
