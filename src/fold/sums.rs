//! How many values sums add: a gap must not count as zero.

use crate::contest::Axis;
use crate::fold::Members;

/// Lines that a sum compares: of one group, at the same members of every axis but the jurors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alike {
    group: usize,
    members: Vec<(Axis, usize)>,
}

impl Alike {
    fn of(group: usize, members: &Members) -> Self {
        Alike { group, members: compared(members).collect() }
    }

    /// Whether a line of the group, at these members, is compared with these.
    pub(super) fn is_of(&self, group: usize, members: &Members) -> bool {
        self.group == group && compared(members).eq(self.members.iter().copied())
    }
}

fn compared(members: &Members) -> impl Iterator<Item = (Axis, usize)> {
    members.iter().copied().filter(|(axis, _)| *axis != Axis::Jurors)
}

/// The counts of sums that are compared with one another.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    step: usize,
    pub(super) alike: Alike,
    /// The least and the most values, of entries that take part; none as long as there is no such entry.
    least: Option<usize>,
    pub(super) most: usize,
    /// The least of those that no longer take part.
    least_outside: usize,
}

/// The counts of all sums of some steps.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums(pub(super) Vec<Sum>);

impl Sums {
    /// Notes the count of a line, and whether its entry takes part.
    pub(super) fn note(&mut self, step: usize, group: usize, members: &Members, (judged, count): (bool, usize)) {
        let found = self.0.iter().position(|sum| sum.step == step && sum.alike.is_of(group, members));
        let sum = match found {
            Some(index) => &mut self.0[index],
            None => {
                let alike = Alike::of(group, members);
                self.0.push(Sum { step, alike, least: None, most: 0, least_outside: usize::MAX });
                self.0.last_mut().expect("it was put there")
            }
        };
        if judged {
            sum.least = Some(sum.least.map_or(count, |least| least.min(count)));
            sum.most = sum.most.max(count);
        } else {
            sum.least_outside = sum.least_outside.min(count);
        }
    }

    /// Takes in the counts of other entries.
    pub(super) fn join(&mut self, other: &Sums) {
        for sum in &other.0 {
            let own = self.0.iter_mut().find(|own| own.step == sum.step && own.alike == sum.alike);
            match own {
                None => self.0.push(sum.clone()),
                Some(own) => {
                    own.least = own.least.into_iter().chain(sum.least).min();
                    own.most = own.most.max(sum.most);
                    own.least_outside = own.least_outside.min(sum.least_outside);
                }
            }
        }
    }

    /// Whether nobody's sum adds fewer values than another's.
    pub(super) fn are_even(&self) -> bool {
        self.0.iter().all(|sum| sum.least.is_none_or(|least| least == sum.most) && sum.least_outside >= sum.most)
    }
}
