# Minutes of a meeting: what is wrong with them, and their words.

folder-kind = { $found ->
        [none] there is no contest.yaml here, and no meeting.yaml or programme.yaml
        [several] the folder is of more than one kind: { $files }
        [contest] this is the folder of a contest: { $files }
        [meeting] this is the folder of a meeting: { $files }
       *[programme] this is the folder of a programme: { $files }
    }
    .help = { $found ->
        [none] name the right folder, or begin one with bayqau new
        [several] put each of them into a folder of its own
        [contest] bayqau tally counts it, bayqau protocol prints its protocol
        [meeting] bayqau check examines it, bayqau protocol prints its minutes
       *[programme] bayqau check examines it, bayqau monitor prints its report
    }

only-contests = the option { $option } is for contests only

officer-not-present = { $role ->
        [chair] the chair “{ $name }”
       *[secretary] the secretary “{ $name }”
    } { $listed ->
        [yes] was not at the meeting
       *[no] is not in the list of those present
    }
    .label = { $nearest ->
        [no] signs the minutes
       *[other] did you mean { $nearest }?
    }
    .help = name somebody who was there, or correct present.csv

more-than-members = the body has { $members } members, but more are listed: { $present } present and { $absent } absent
    .label = { $members }
    .help = correct the number; those who came as guests are invited

not-on-agenda = { $number ->
        [0] the decision belongs to no item of the agenda
       *[other] item { $number } is not on the agenda: it has no title
    }
    .label = { $number ->
        [0] of which item?
       *[other] no row of item { $number } has a title
    }
    .help = { $number ->
        [0] write the number of the item
       *[other] write under title what the item is about, or give the row the number of another
    }

heard-and-spoke = a report and a speech stand in one row
    .label = whose words?
    .help = give the speech a row of its own with the same item and its own speaker

not-a-count = “{ $found }” is no { $least ->
        [0] number of votes
       *[other] number of an item
    }
    .label = { $least }, { $least ->
        [0] 1
       *[other] 2
    }, …
    .help = write a whole number in digits

votes-exceed-present = { $votes } votes, but { $present } voting members were present
    .label = { $votes } in all
    .help = compare the votes with the list of those present

deadline-before-meeting = the deadline { $deadline } lies before the meeting of { $date }
    .label = before { $date }
    .help = correct the deadline, or the date in meeting.yaml

quorum-not-stated = the minutes do not say what quorum the meeting needs
    .label = the key quorum is missing
    .help = add a line such as quorum: 2/3 and, with members: …, how many belong to the body

votes-fewer-than-present = { $votes } votes, but { $present } voting members were present
    .label = { $votes } in all
    .help = count those who did not vote as abstained, or mark who had left as absent

not-carried = the votes do not carry the decision: { $yes } for, { $no } against
    .label = { $yes } for, { $no } against
    .help = correct the votes, or write down what was decided instead

decision-without-owner = nobody is named who carries the decision out
    .label = responsible
    .help = write a name or an office; where nothing is to be done, -

decision-without-deadline = the decision has no deadline
    .label = deadline
    .help = write a date, or ongoing; where nothing is to be done, -

item-without-decision = item { $number } of the agenda has no decision
    .label = heard and not decided
    .help = write what was decided, be it only that it was taken note of

speaker-not-present = “{ $name }” spoke, but is not among those present
    .label = { $nearest ->
        [no] not among those present
       *[other] did you mean { $nearest }?
    }
    .help = add the name to present.csv; a guest is invited

# The document.

minutes-heard = Heard
minutes-spoke = Spoke
minutes-resolved = Resolved
minutes-responsible = Responsible
minutes-deadline = Deadline
minutes-vote = Vote
minutes-ongoing = ongoing
minutes-people = { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
minutes-list-attached = list attached
minutes-annex = Annex: list of those present
minutes-attendance = { $present } of { $members } members present
minutes-quorum = { $present } of { $members } members present, { $needed } needed: there is { $met ->
        [yes] a quorum
       *[no] no quorum
    }
minutes-yes = { $yes } for, { $no } against, { $abstained } abstained
minutes-unanimous = unanimously ({ $yes } for)
