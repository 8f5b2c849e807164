shortcut-unasked-private = The automation “{ $name }” takes in private data ({ $action }) and reaches a server, without asking.
shortcut-unasked-upload = The automation “{ $name }” reaches a server ({ $action }) without asking.
shortcut-unasked-opens = The automation “{ $name }” opens a page or sends something ({ $action }) without asking.
shortcut-unasked-why = Whoever holds an unlocked phone for a minute can make an automation that tells a server where the phone is, each day or at each message, and that shows nothing.
shortcut-unasked-innocent =
    - The owner made it: to tell the family that they are on their way, to switch lamps, to fetch the weather.
    - An app or a web page offered it, and the owner accepted.
shortcut-unasked-next =
    - Ask the owner whether they made it. It stands in the app Shortcuts, under Automation.
    - Look at the addresses in its actions.
