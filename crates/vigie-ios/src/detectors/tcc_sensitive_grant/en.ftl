tcc-sensitive-grant-microphone = { $count ->
    [one] One app may use the microphone.
   *[other] { $count } apps may use the microphone.
}
tcc-sensitive-grant-camera = { $count ->
    [one] One app may use the camera.
   *[other] { $count } apps may use the camera.
}
tcc-sensitive-grant-screen = { $count ->
    [one] One app may capture the screen.
   *[other] { $count } apps may capture the screen.
}
tcc-sensitive-grant-keyboard = { $count ->
    [one] One keyboard has full access to what is typed.
   *[other] { $count } keyboards have full access to what is typed.
}
tcc-sensitive-grant-why = An app with such a permission can listen, look or read along. Spyware that breaks into the system does not need permissions and does not show here.
tcc-sensitive-grant-innocent =
    - Messengers, cameras, games and keyboards need these permissions: every phone has such a list.
tcc-sensitive-grant-next =
    - Go through the list with the owner: is there an app that they do not know?
