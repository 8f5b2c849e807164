disabled-protection-app-off = { $count ->
        [one] An app that protects or updates the phone is switched off
       *[other] { $count } apps that protect or update the phone are switched off
    }: { $apps }
disabled-protection-app-why = Without them the phone gets no updates or no checks, and its maker learns of no attack.
disabled-protection-app-innocent =
    - The owner switched off apps of the maker to save battery or for privacy.
    - A list of apps to switch off, from the internet.
    - A system without Google’s services.
disabled-protection-app-next =
    - Ask the owner who switched the apps off.
    - Switch them on again once the evidence is kept, and install updates.
