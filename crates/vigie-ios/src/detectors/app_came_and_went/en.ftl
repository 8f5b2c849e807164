app-came-and-went = The app { $app } came from outside the App Store ({ $how }) and was removed again.
app-came-and-went-why = Apps from outside the App Store were not checked by Apple; one that is gone cannot be looked at any more.
app-came-and-went-innocent =
    - The owner develops or tests apps.
    - The owner tried an alternative marketplace, AltStore or SideStore.
    - A shop or a program on a computer used it to copy or repair the phone.
app-came-and-went-next =
    - Ask the owner about the app by its id, and who had the phone on that day.
    - Look for other traces of the id on the phone.
