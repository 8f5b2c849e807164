debugging-key-odd = { $count ->
        [one] The phone lets a computer command it whose name is that of a kiosk or of a tool that copies or unlocks phones
       *[other] The phone lets { $count } computers command it whose names are those of kiosks or of tools that copy or unlock phones
    }: { $owners }
debugging-key-own = The phone has a key for commands over adb that a program on the phone itself seems to have made: { $owners }
debugging-key-other = { $count ->
        [one] The phone lets another computer command it besides that of the acquisition
       *[other] The phone lets { $count } other computers command it besides that of the acquisition
    }: { $owners }
debugging-key-any = { $count ->
        [one] The phone lets a computer command it; the evidence does not tell whether it is that of the acquisition
       *[other] The phone lets { $count } computers command it; the evidence does not tell which is that of the acquisition
    }: { $owners }
debugging-key-early = The computer of the acquisition was last connected a day or more before the acquisition: { $owners }
debugging-key-wireless = Debugging without a cable is switched on: commands can reach the phone over Wi-Fi.
debugging-key-why = Who commands a phone over adb can copy files, and install apps and give them powers, without a trace on the screen. Spyware was installed so on phones that were taken away.
debugging-key-innocent =
    - The owner develops apps, or somebody helped with the phone.
    - An earlier acquisition from another computer.
    - A tool like Shizuku that the owner set up to use adb on the phone itself.
    - A repair shop.
debugging-key-next =
    - Ask the owner which computers the phone was connected to, and whether it was out of their hands.
    - Compare the dates of the keys with what happened then.
    - Revoke the keys after the evidence is kept: Developer options, Revoke USB debugging authorisations.
