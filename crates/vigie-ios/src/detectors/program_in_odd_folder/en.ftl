program-in-odd-folder-binary = A program lies in a folder that no app runs from: { $path }
program-in-odd-folder-script = A script lies in a folder that no app runs from: { $path }
program-in-odd-folder-why = Nothing that the owner installs puts programs there. Pegasus, Predator and Reign ran from these folders, sometimes under the names of Apple’s own programs.
program-in-odd-folder-innocent =
    - A jailbreak that the owner made, or the tool that made this copy of the phone.
    - A developer’s tool on a phone used for development.
program-in-odd-folder-next =
    - Compare the file’s SHA-256, which stands in its record, with published indicators.
    - Look at when it was modified, and at what else happened then.
    - Keep the evidence unchanged and contact an expert.
