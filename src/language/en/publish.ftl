# The results page, and publishing.

results-label = Results
held-label = Held
contents-label = Contents
holders-label = Awards
find-label = Search by name or organisation
found-label = Found
unlisted = Not listed: { $count } (did not pass, or have no result)
chart-drawing = Chart
chart-points = Points of the participants
chart-bound = Dashed line: passing score { $list }
chart-spread = Spread of the jurors’ points
chart-dots = Each dot is the points of one juror.
chart-by-size = The points stand from lowest to highest.
chart-jurors = Points of the jurors
chart-profile = Marks of the winners by criterion
chart-means = Arithmetic mean of the marks that the jurors gave.
column-criterion = Criterion
field-id = Number
field-position = Position
field-track = Track
field-project = Project
field-submitted = Application
field-status = Status
field-reason = Reason

publication-site = For the site
publication-site-note = The folder site holds only what may be published; it can be put on the site as a whole.
publication-print = To print, sign and keep
publication-print-note = The folder print holds names and marks of the jurors; it is not put on the site.
paper-results = Results page
paper-protocol = Final protocol
paper-protocol-stage = Protocol: { $stage }
paper-announcement = Announcement of results
paper-rating = Rating table
paper-regulation = Regulation
paper-summary = Summary sheet
paper-extract = Extracts from the protocol
participants-count = Participants: { $number }
paper-diploma = Diplomas
paper-merit = Certificates of merit
paper-certificate = Certificates of participation
paper-thanks = Letters of thanks
paper-register = Register of what is handed over

published = Published: { $path }. { $index } says what is what
publish-not-final = The result is not final, so nothing was written: { $reasons }
publish-exists = { $path } is there already; to replace it as a whole add --force, or name another folder
publish-touched = { $path } holds files that bayqau did not write, or that were changed since: { $list }{ $more ->
        [0] .
       *[other] {" "}and { $more } more.
    } Move them elsewhere, or name another folder
