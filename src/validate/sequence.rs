//! The order of changes that were made to one thing on one day.
//!
//! A table is a list whose rows may stand in any order, and a day is all that it says of the time. Of changes to one
//! thing each says what stood there before it, and that alone puts them in order.

/// Puts changes in the order in which each starts from what the one before left: from `start`, if it is known. As
/// they are, if there is no such order, or if they are more than a jury makes in a day. Whatever order is found, the
/// last one leaves the same.
pub(crate) fn in_sequence<T, V: PartialEq>(
    changes: Vec<T>,
    start: Option<&V>,
    was_and_now: impl Fn(&T) -> (V, V),
) -> Vec<T> {
    // The search tries every order, and nobody changes one thing so often.
    const MOST: usize = 8;
    let steps: Vec<(V, V)> = changes.iter().map(&was_and_now).collect();
    let mut taken = Vec::with_capacity(steps.len());
    if steps.len() > MOST || !extend(&steps, start, &mut taken) {
        return changes;
    }
    let mut numbered: Vec<(usize, T)> = changes.into_iter().enumerate().collect();
    numbered.sort_by_key(|(index, _)| taken.iter().position(|each| each == index));
    numbered.into_iter().map(|(_, change)| change).collect()
}

/// Whether the steps not yet taken can follow, the first of them from `from`; they are then taken in that order.
fn extend<V: PartialEq>(steps: &[(V, V)], from: Option<&V>, taken: &mut Vec<usize>) -> bool {
    if taken.len() == steps.len() {
        return true;
    }
    for (index, (was, now)) in steps.iter().enumerate() {
        if !taken.contains(&index) && from.is_none_or(|from| from == was) {
            taken.push(index);
            if extend(steps, Some(now), taken) {
                return true;
            }
            taken.pop();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(changes: &[(u8, u8)], start: Option<u8>) -> Vec<(u8, u8)> {
        in_sequence(changes.to_vec(), start.as_ref(), |change| *change)
    }

    #[test]
    fn each_change_starts_from_what_the_one_before_left() {
        assert_eq!(order(&[(2, 5), (4, 2)], None), [(4, 2), (2, 5)]);
        assert_eq!(order(&[(3, 5), (4, 3), (3, 4)], Some(3)), [(3, 4), (4, 3), (3, 5)]);
    }

    #[test]
    fn what_stands_there_decides_where_a_circle_begins() {
        assert_eq!(order(&[(1, 2), (2, 1)], Some(2)), [(2, 1), (1, 2)]);
    }

    #[test]
    fn changes_that_do_not_follow_one_another_stay_as_they_are() {
        assert_eq!(order(&[(4, 5), (1, 2)], Some(4)), [(4, 5), (1, 2)]);
    }
}
