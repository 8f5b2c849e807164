link-to-crash-redirected = A link from a message was opened, led from { $host } on to { $landing }, and { $process } crashed within minutes
link-to-crash-forwarded = A link from a message was opened, led through { $host } to { $landing }, and { $process } crashed within minutes
link-to-crash-usual = A link from a message was opened, led from { $host } on to { $landing }, which is visited on other days too, and { $process } crashed within minutes
link-to-crash-opened = A link to { $host } from a message was opened, and { $process } crashed within minutes
link-to-crash-untouched = { $count } crashes of { $processes } came within minutes of a message from somebody who is not in the address book
link-to-crash-why = Attacks on iPhones came as links in messages that led to a server which attacks the browser, or as messages that need no tap. An attempt that fails leaves a crash.
link-to-crash-innocent =
    - Heavy pages and advertisements crash browsers, and a crash may follow a link by chance.
    - Newspapers, shops and campaigns send their links through counters.
    - A fault of this version of iOS that makes the same process crash on many phones.
link-to-crash-next =
    - Do not open the link. Ask the owner whether the message was expected.
    - Compare the sites with published indicators.
    - Look at what the phone did in the hours after the crash, and contact an expert.
