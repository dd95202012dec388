# What differs between two results.

diff-label = What differs
diff-sides = { $was } → { $now }
diff-same = The results are the same.
diff-not-final = { $side }: not final: { $list }
diff-needs-folder = { $path } is no folder; only a folder can be counted under other rules
diff-amendment = the jury put { $now } for { $was } at { $about }; { $path } has { $stands } there and is counted as it is written
diff-amendment-no-line = the jury put { $now } for { $was } at { $about }; { $path } has no such line and is counted as it is written
diff-rules = Lines of the rules
diff-marks = Marks
diff-inputs = Other files that differ: { $list }
diff-column-cause = Because of
cause-rules = the rules
cause-marks = the marks
cause-numbers = measured numbers
cause-adjustments = adjustments
cause-people = participants or jury
cause-decisions = decisions or ballots
cause-together = only together: { $list }
cause-unknown = one of: { $list }
