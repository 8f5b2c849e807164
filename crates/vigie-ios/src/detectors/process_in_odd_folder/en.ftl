process-in-odd-folder-staging = A process used the network from a folder that no app should use: { $process }
process-in-odd-folder-located = A process asked for the phone’s location from a folder that no app should use: { $process }
process-in-odd-folder-gone = A process used the network whose program is no longer on the phone: { $process }
process-in-odd-folder-why = Spyware has run from folders like these, and has deleted its program afterwards.
process-in-odd-folder-innocent =
    - An update of the system that was running from a temporary folder.
    - A developer’s tool, or a jailbreak that the owner made.
    - A copy of the phone’s files that is not complete.
process-in-odd-folder-next =
    - Look at when the process was first and last seen, and at what else happened then.
    - Keep the evidence unchanged and contact an expert.
