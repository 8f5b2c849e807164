behaviour-screen-off = { $app } used { $what ->
        [camera] the camera
        [both] the camera and the microphone
       *[microphone] the microphone
    } while the screen was off, { $count ->
        [one] once
       *[other] { $count } times
    }, last on { $last }.
behaviour-awake = { $app } kept the phone awake for { $minutes } minutes, woke it { $wakeups } times, and had its position for { $position } minutes, since the battery was last full.
behaviour-why = Spyware listens, looks and sends when nobody uses the phone.
behaviour-innocent =
    - A call, a recorder or a navigation with the screen off.
    - A smart watch, a fitness app, a player or a backup.
    - An assistant that waits for its word.
behaviour-next =
    - Ask the owner what the app does, and what they did at that time.
    - Look at the powers of the app and at how it came onto the phone.
