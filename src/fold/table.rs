//! The numbers of one entry over the axes that are still open.

use crate::contest::Axis;
use crate::fold::{Gap, Value};
use crate::score::Score;

/// The members of the axes that a value belongs to, one per open axis.
pub type Members = [(Axis, usize)];

/// A line of a table: the members that all of it has in common, and the members and values along its axis.
pub type Line<'t> = (Vec<(Axis, usize)>, Vec<(usize, &'t Value)>);

/// Numbers over axes.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The index of each member.
    pub members: Vec<usize>,
}

impl Table {
    /// A table whose values come from `value` for the members of the axes, in their order.
    #[must_use]
    pub fn new(group: usize, axes: Vec<AxisMembers>, value: impl FnMut(&[usize]) -> Value) -> Self {
        let values = positions(&axes).iter().map(Vec::as_slice).map(value).collect();
        Table { group, axes, values }
    }

    /// Every value with the members that it belongs to.
    pub fn cells(&self) -> impl Iterator<Item = (Vec<(Axis, usize)>, &Value)> {
        let named = |members: Vec<usize>| self.axes.iter().map(|each| each.axis).zip(members).collect();
        positions(&self.axes).into_iter().map(named).zip(&self.values)
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
        self.cells().find(|(own, _)| own.as_slice() == members).map(|(_, value)| value)
    }

    /// The lines along an axis; each value a line of its own if the axis is not open.
    pub(super) fn lines(&self, axis: Axis) -> Vec<Line<'_>> {
        let Some(position) = self.axes.iter().position(|each| each.axis == axis) else { return Vec::new() };
        let stride: usize = self.axes[position + 1..].iter().map(|each| each.members.len()).product();
        let members = &self.axes[position].members;
        let block = stride * members.len();
        self.cells()
            .enumerate()
            .filter(|(offset, _)| offset % block < stride)
            .map(|(start, (mut common, _))| {
                common.remove(position);
                let along = members.iter().enumerate();
                let values = along.map(|(index, &member)| (member, &self.values[start + index * stride])).collect();
                (common, values)
            })
            .collect()
    }

    /// Folds an axis away; a table that does not have it stays.
    pub(super) fn fold<E>(
        &mut self,
        axis: Axis,
        mut fold: impl FnMut(&Members, &[(usize, &Value)]) -> Result<Value, E>,
    ) -> Result<(), E> {
        let Some(position) = self.axes.iter().position(|each| each.axis == axis) else { return Ok(()) };
        let values: Result<Vec<Value>, E> =
            self.lines(axis).iter().map(|(members, line)| fold(members, line)).collect();
        self.values = values?;
        self.axes.remove(position);
        Ok(())
    }

    /// The same table with every number changed.
    pub(super) fn changed(&self, change: impl Fn(&Members, &Score) -> Value) -> Table {
        let values = self.cells().map(|(members, value)| match value {
            Ok(number) => change(&members, number),
            Err(gap) => Err(*gap),
        });
        Table { group: self.group, axes: self.axes.clone(), values: values.collect() }
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
        *self = self.changed(|members, number| {
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
        self.axes.push(AxisMembers { axis: Axis::Panels, members: present });
        let axes = self.axes.clone();
        self.values = positions(&axes)
            .into_iter()
            .map(|members| {
                let named: Vec<(Axis, usize)> = axes.iter().map(|each| each.axis).zip(members).collect();
                let of = |axis| named.iter().find(|(each, _)| *each == axis).map(|&(_, member)| member);
                let own = of(Axis::Jurors).and_then(panel) == of(Axis::Panels);
                let without: Vec<(Axis, usize)> =
                    named.iter().filter(|(axis, _)| *axis != Axis::Panels).copied().collect();
                if own { old.at(&without).cloned().unwrap_or(Err(Gap::Outside)) } else { Err(Gap::Outside) }
            })
            .collect();
    }
}

/// The members of all axes, one combination after the other, the last axis fastest.
fn positions(axes: &[AxisMembers]) -> Vec<Vec<usize>> {
    axes.iter().fold(vec![Vec::new()], |done, axis| {
        let extended = |begun: &Vec<usize>| {
            let begun = begun.clone();
            axis.members.iter().map(move |&member| [begun.as_slice(), &[member]].concat())
        };
        done.iter().flat_map(extended).collect()
    })
}
