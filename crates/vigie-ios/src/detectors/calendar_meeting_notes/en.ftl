calendar-meeting-notes-words = { $count ->
    [one] An event in the calendar has the words of QuaDream’s exploit: “Meeting”, “Notes”.
   *[other] { $count } events in the calendar have the words of QuaDream’s exploit: “Meeting”, “Notes”.
}
calendar-meeting-notes-exploit = { $count ->
    [one] An invitation has the words of QuaDream’s exploit and was made after the event had ended.
   *[other] { $count } invitations have the words of QuaDream’s exploit and were made after the events had ended.
}
calendar-meeting-notes-overlap = { $count } invitations came at one moment, after their events had ended, and overlap each other.
calendar-meeting-notes-why = QuaDream is believed to have attacked phones with iOS 14 through invitations to events in the past, which are added to the calendar without a notification. The traces were overlapping events made at one moment.
calendar-meeting-notes-innocent =
    - Anybody can use these words: a test, a program that makes events.
    - A colleague invites people to a meeting that took place already.
calendar-meeting-notes-next =
    - Ask the owner whether they know the organiser and the event.
    - Look at what happened in the hours after the event was made, and which version of iOS the phone had.
