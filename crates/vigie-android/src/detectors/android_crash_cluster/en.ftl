android-crash-cluster-several = { $count } crashes of different programs that take in what strangers send, within { $minutes } minutes: { $processes } ({ $road ->
        [media] pictures and video
        [web] web pages
        [messages] messages
        [radio] mobile network
        [near] Bluetooth, Wi-Fi
       *[several] several ways in
    })
android-crash-cluster-series = { $processes } crashed { $count } times within { $minutes } minutes, in a way that attacks leave; it takes in what strangers send ({ $road ->
        [media] pictures and video
        [web] web pages
        [messages] messages
        [radio] mobile network
        [near] Bluetooth, Wi-Fi
       *[several] several ways in
    }).
android-crash-cluster-staged-code = { $process } crashed with code from a folder where no app keeps any: { $files }
android-crash-cluster-fleeting-code = { $process } crashed with code from memory that looks like a file, or from a file that was deleted: { $files }
android-crash-cluster-why = Attacks without a click break into programs that take in messages, pictures or radio, and crash them where they fail. Code of spyware may show in the record of a crash.
android-crash-cluster-innocent =
    - A broken picture, page or update that crashes a program again and again.
    - A fault of the maker’s in media or mobile network.
    - A developer’s tool, or one for root, that puts code into other programs.
    - Protection of an app that keeps its code in memory.
android-crash-cluster-next =
    - Look at what came right before: messages, calls, pages, and places where the phone was.
    - Keep the records of the crashes and show them to an expert.
