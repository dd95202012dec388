//! Lists of views: in memory, or made when they are asked for, so that a list of any length takes little room.

use std::convert::Infallible;
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

/// A list whose views can be seen one after the other.
pub trait Views<V>: Serialize {
    /// Shows every view in its order, as far as `see` goes on.
    ///
    /// # Errors
    /// Whatever `see` meets.
    fn each<E>(&self, see: impl FnMut(&V) -> Result<(), E>) -> Result<(), E>;
}

impl<V: Serialize> Views<V> for Vec<V> {
    fn each<E>(&self, see: impl FnMut(&V) -> Result<(), E>) -> Result<(), E> {
        self.iter().try_for_each(see)
    }
}

/// A list of views that are made, on all cores, when they are asked for.
pub struct OnDemand<'b, V> {
    length: usize,
    make: Box<dyn Fn(Range<usize>) -> Vec<V> + Send + Sync + 'b>,
}

/// How many views are made together, and how many at once: while some are looked at, the next ones are made.
const STRETCH: usize = 1 << 6;
const AT_ONCE: usize = STRETCH << 3;

impl<'b, V: Send> OnDemand<'b, V> {
    /// A list of this length; `make` makes the views at some positions.
    pub(super) fn new(length: usize, make: impl Fn(Range<usize>) -> Vec<V> + Send + Sync + 'b) -> Self {
        OnDemand { length, make: Box::new(make) }
    }

    /// All of them.
    pub(super) fn in_memory(self) -> Vec<V> {
        let mut all = Vec::with_capacity(self.length);
        for from in (0..self.length).step_by(AT_ONCE) {
            all.extend(self.made(from).into_iter().flatten());
        }
        all
    }

    /// The views from a position on, so many as are made at once.
    fn made(&self, from: usize) -> Vec<Vec<V>> {
        let to = self.length.min(from.saturating_add(AT_ONCE));
        let starts: Vec<usize> = (from..to).step_by(STRETCH).collect();
        starts.into_par_iter().map(|start| (self.make)(start..to.min(start + STRETCH))).collect()
    }
}

impl<V: Serialize + Send> Views<V> for OnDemand<'_, V> {
    fn each<E>(&self, mut see: impl FnMut(&V) -> Result<(), E>) -> Result<(), E> {
        let mut next = self.made(0);
        for from in (AT_ONCE..).step_by(AT_ONCE) {
            let now = std::mem::take(&mut next);
            rayon::in_place_scope(|scope| {
                if from < self.length {
                    scope.spawn(|_| next = self.made(from));
                }
                now.iter().flatten().try_for_each(&mut see)
            })?;
            if from >= self.length {
                break;
            }
        }
        Ok(())
    }
}

impl<V: Serialize + Send> Serialize for OnDemand<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.length))?;
        self.each(|view| list.serialize_element(view))?;
        list.end()
    }
}

/// Shows every view in its order.
pub(super) fn each_of<V>(views: &impl Views<V>, mut see: impl FnMut(&V)) {
    let seen: Result<(), Infallible> = views.each(|view| {
        see(view);
        Ok(())
    });
    seen.unwrap_or_else(|never| match never {});
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(length: usize) -> OnDemand<'static, usize> {
        OnDemand::new(length, |positions| positions.collect())
    }

    #[test]
    fn a_list_made_on_demand_is_written_as_one_in_memory() {
        for length in [0, 1, STRETCH - 1, STRETCH, STRETCH + 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE + 5] {
            let all: Vec<usize> = (0..length).collect();
            let written = serde_json::to_string_pretty(&numbers(length)).unwrap();
            assert_eq!(written, serde_json::to_string_pretty(&all).unwrap());
            assert_eq!(numbers(length).in_memory(), all);
        }
    }

    #[test]
    fn nothing_is_shown_after_an_error() {
        let mut seen = Vec::new();
        let stopped = numbers(10 * AT_ONCE).each(|number| {
            seen.push(*number);
            if *number == STRETCH + 1 { Err(()) } else { Ok(()) }
        });
        assert_eq!((stopped, seen.len()), (Err(()), STRETCH + 2));
    }
}
