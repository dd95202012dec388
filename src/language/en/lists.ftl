# The tables of a new contest: what the columns are called.

header-id = Id
header-name = Name
header-organisation = Organisation
header-position = Position
header-submitted = Submitted
header-status = Status
header-reason = Reason
header-workplace = Workplace
header-role = Role
header-juror = Juror
header-participant = Participant
header-date = Date
header-decision = Decision
header-about = About
header-entries = Entries
header-was = Was
header-now = Now
header-votes = Votes
header-by = By
header-grounds = Grounds
header-stage = Stage
header-number = Number
header-place = Place
header-present = Present
header-absent = Absent
header-invited = Invited
header-agenda = Agenda

list-refused-title = No such word
list-refused = Choose one of these: { $list }

# A ranking to which the rules give no title.
ranking-title = Final result
