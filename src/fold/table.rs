//! The numbers of one entry over the axes that are still open.

use std::convert::Infallible;
use std::rc::Rc;

use crate::contest::Axis;
use crate::fold::{Gap, Value};
use crate::score::Score;

/// The members of the axes that a value belongs to, one per open axis.
pub type Members = [(Axis, usize)];

/// A line of a table: the members that all of it has in common, and the members and values along its axis.
pub type Line<'t> = (Vec<(Axis, usize)>, Vec<(usize, &'t Value)>);

/// The members of a value that two tables have otherwise, the value in the one and in the other.
pub(super) type Beside<'t> = (Vec<(Axis, usize)>, &'t Value, &'t Value);

/// Numbers over axes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Entries of one group are compared with one another in sums: those of one track.
    pub(super) group: usize,
    axes: Vec<AxisMembers>,
    values: Vec<Value>,
}

/// An axis with its members: jurors, criteria, attempts, stages or panels by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AxisMembers {
    /// The axis.
    pub axis: Axis,
    /// The index of each member; shared by the tables of all entries.
    pub members: Rc<[usize]>,
}

/// The members that a value belongs to, one after the other, the last axis fastest.
struct Walk<'t> {
    axes: &'t [AxisMembers],
    /// The position on each axis.
    at: [usize; MOST_AXES],
    members: [(Axis, usize); MOST_AXES],
}

/// As many axes as there are.
const MOST_AXES: usize = Axis::ALL.len();

impl<'t> Walk<'t> {
    fn new(axes: &'t [AxisMembers]) -> Self {
        let mut members = [(Axis::Jurors, 0); MOST_AXES];
        for (own, each) in members.iter_mut().zip(axes) {
            *own = (each.axis, each.members.first().copied().unwrap_or(0));
        }
        Walk { axes, at: [0; MOST_AXES], members }
    }

    fn members(&self) -> &Members {
        &self.members[..self.axes.len()]
    }

    /// Goes on to the next value.
    fn step(&mut self) {
        for (axis, each) in self.axes.iter().enumerate().rev() {
            self.at[axis] += 1;
            if let Some(member) = each.members.get(self.at[axis]) {
                self.members[axis].1 = *member;
                return;
            }
            self.at[axis] = 0;
            self.members[axis].1 = each.members.first().copied().unwrap_or(0);
        }
    }
}

impl Table {
    /// A table whose values come from `value` for the members of the axes, in their order.
    #[must_use]
    pub fn new(group: usize, axes: Vec<AxisMembers>, mut value: impl FnMut(&Members) -> Value) -> Self {
        let length = axes.iter().map(|each| each.members.len()).product();
        let mut values = Vec::with_capacity(length);
        let mut walk = Walk::new(&axes);
        for _ in 0..length {
            values.push(value(walk.members()));
            walk.step();
        }
        Table { group, axes, values }
    }

    /// Every value with the members that it belongs to.
    pub fn cells(&self) -> impl Iterator<Item = (Vec<(Axis, usize)>, &Value)> {
        let mut walk = Walk::new(&self.axes);
        self.values.iter().map(move |value| {
            let members = walk.members().to_vec();
            walk.step();
            (members, value)
        })
    }

    /// The one value of a table without open axes, or with one member on each.
    ///
    /// # Panics
    /// An axis with several members is open; rules that leave one open are refused.
    pub fn into_score(self) -> Value {
        self.single().expect("the steps of a checked stage fold every axis")
    }

    /// The one value of a table; none if several are left.
    pub(super) fn single(self) -> Option<Value> {
        (self.values.len() <= 1).then(|| self.values.into_iter().next().unwrap_or(Err(Gap::Nothing)))
    }

    /// The value at the members, if the table has them.
    pub(super) fn at(&self, members: &Members) -> Option<&Value> {
        self.values.get(self.offset(members)?)
    }

    /// Puts a value where the table has the members.
    pub(super) fn put(&mut self, members: &Members, value: Value) {
        if let Some(own) = self.offset(members).and_then(|offset| self.values.get_mut(offset)) {
            *own = value;
        }
    }

    /// Leaves the lesser of every two numbers here and puts the greater into the other table, which has the same axes.
    pub(super) fn put_in_order(&mut self, other: &mut Table) {
        for (own, theirs) in self.values.iter_mut().zip(&mut other.values) {
            if let (Ok(one), Ok(other)) = (&own, &theirs)
                && one > other
            {
                std::mem::swap(own, theirs);
            }
        }
    }

    fn offset(&self, members: &Members) -> Option<usize> {
        let mut offset = 0;
        for (each, (axis, member)) in self.axes.iter().zip(members) {
            let position = each.members.iter().position(|own| own == member).filter(|_| each.axis == *axis)?;
            offset = offset * each.members.len() + position;
        }
        (members.len() == self.axes.len()).then_some(offset)
    }

    /// Where a table over the same axes has other values: the members, the value here and the one there.
    pub(super) fn beside<'t>(&'t self, other: &'t Table) -> Vec<Beside<'t>> {
        let mut walk = Walk::new(&self.axes);
        let mut found = Vec::new();
        for (own, theirs) in self.values.iter().zip(&other.values) {
            if own != theirs {
                found.push((walk.members().to_vec(), own, theirs));
            }
            walk.step();
        }
        found
    }

    /// Every line along an axis: the members that all of it has in common, and the members and values along it. None
    /// if the axis is not open.
    pub(super) fn each_line<'t, E>(
        &'t self,
        axis: Axis,
        mut line: impl FnMut(&Members, &[(usize, &'t Value)]) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(position) = self.axes.iter().position(|each| each.axis == axis) else { return Ok(()) };
        let stride: usize = self.axes[position + 1..].iter().map(|each| each.members.len()).product();
        let members = &self.axes[position].members;
        let block = stride * members.len();
        let mut along: Vec<(usize, &Value)> = Vec::with_capacity(members.len());
        let mut walk = Walk::new(&self.axes);
        for start in 0..self.values.len() {
            if start % block < stride {
                let mut common = walk.members;
                common.copy_within(position + 1..self.axes.len(), position);
                along.clear();
                along.extend(members.iter().zip((start..).step_by(stride)).map(|(own, at)| (*own, &self.values[at])));
                line(&common[..self.axes.len() - 1], &along)?;
            }
            walk.step();
        }
        Ok(())
    }

    /// The lines of [`Table::each_line`].
    pub(super) fn lines(&self, axis: Axis) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        let found: Result<(), Infallible> = self.each_line(axis, |members, line| {
            lines.push((members.to_vec(), line.to_vec()));
            Ok(())
        });
        found.map_or_else(|never| match never {}, |()| lines)
    }

    /// Folds an axis away; a table that does not have it stays.
    pub(super) fn fold<E>(
        &mut self,
        axis: Axis,
        mut fold: impl FnMut(&Members, &[(usize, &Value)]) -> Result<Value, E>,
    ) -> Result<(), E> {
        let Some(position) = self.axes.iter().position(|each| each.axis == axis) else { return Ok(()) };
        let mut values = Vec::with_capacity(self.values.len() / self.axes[position].members.len().max(1));
        self.each_line(axis, |members, line| {
            values.push(fold(members, line)?);
            Ok(())
        })?;
        self.values = values;
        self.axes.remove(position);
        Ok(())
    }

    /// Changes every number.
    pub(super) fn change(&mut self, change: impl Fn(&Members, &Score) -> Value) {
        let mut walk = Walk::new(&self.axes);
        for value in &mut self.values {
            if let Ok(number) = value {
                *value = change(walk.members(), number);
            }
            walk.step();
        }
    }

    /// Moves every number that is further than the distance from the mean of its line to that distance.
    pub(super) fn pull(&mut self, axis: Axis, distance: &Score) {
        let mut means = Vec::new();
        for (members, line) in self.lines(axis) {
            let there: Vec<&Score> = line.iter().filter_map(|(_, value)| value.as_ref().ok()).collect();
            if !there.is_empty() {
                means.push((members, there.iter().copied().sum::<Score>() / Score::from(there.len())));
            }
        }
        self.change(|members, number| {
            let others: Vec<(Axis, usize)> = members.iter().filter(|(each, _)| *each != axis).copied().collect();
            let mean = means.iter().find(|(line, _)| *line == others).map(|(_, mean)| mean);
            let Some(mean) = mean else { return Ok(number.clone()) };
            let (lowest, highest) = (mean - distance, mean + distance);
            Ok(number.clone().clamp(lowest, highest))
        });
    }

    /// Gives every panel's jurors a line of their own, where the jury has panels.
    pub(super) fn divide_jurors(&mut self, panels: &[Option<usize>]) {
        let Some(jurors) = self.axes.iter().find(|each| each.axis == Axis::Jurors) else { return };
        let panel = |juror: usize| panels.get(juror).copied().flatten();
        let mut present: Vec<usize> = jurors.members.iter().filter_map(|&juror| panel(juror)).collect();
        present.sort_unstable();
        present.dedup();
        if present.is_empty() {
            return;
        }
        let old = self.clone();
        let mut axes = self.axes.clone();
        axes.push(AxisMembers { axis: Axis::Panels, members: present.into() });
        *self = Table::new(self.group, axes, |members| {
            let of = |axis| members.iter().find(|(each, _)| *each == axis).map(|&(_, member)| member);
            let own = of(Axis::Jurors).and_then(panel) == of(Axis::Panels);
            let without = &members[..members.len() - 1];
            if own { old.at(without).cloned().unwrap_or(Err(Gap::Outside)) } else { Err(Gap::Outside) }
        });
    }
}
