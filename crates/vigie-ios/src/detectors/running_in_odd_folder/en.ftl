running-in-odd-folder-staging = A process was running from a folder that no app should use: { $process }
running-in-odd-folder-child = A process was started by an app, which iOS does not allow: { $process }, started by { $other }
running-in-odd-folder-library = A process had loaded a library from a folder that no app should use: { $process }, loaded by { $other }
running-in-odd-folder-root = The program of an app was running as root, which iOS does not allow: { $process }
running-in-odd-folder-writable = A process was running from a folder where neither iOS nor apps keep programs: { $process }
running-in-odd-folder-unknown = A process was running from a folder that Vigie does not know: { $process }
running-in-odd-folder-updater = A process that is called like the one that updates iOS was running from that one’s folder: { $process }
running-in-odd-folder-why = On an iPhone as it is sold, programs run from the system’s and the apps’ own folders, and only the system starts them. Spyware has run from folders like these.
running-in-odd-folder-innocent =
    - A jailbreak, or TrollStore, that the owner installed.
    - An update of iOS that was being installed, or a developer’s tool.
    - A new version of iOS that keeps programs where none were before.
running-in-odd-folder-next =
    - Ask the owner about a jailbreak or TrollStore.
    - Look at when the process was started, and at what else happened then.
    - Keep the phone as it is, without restarting it, and contact an expert.
