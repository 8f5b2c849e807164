unsafe-setting-some = { $count ->
        [one] A setting is not at its safe value
       *[other] { $count } settings are not at their safe value
    }: { $settings }
unsafe-setting-why = Whoever installs spyware by hand first switches off what would warn of it. A proxy leads traffic through a computer of somebody’s choice.
unsafe-setting-innocent =
    - The owner switched off Play Protect or reports to the maker, for privacy or for an app it refused.
    - A developer, or a phone without Google’s services.
    - A proxy of an employer, a school or an ad blocker.
unsafe-setting-next =
    - Ask the owner who changed the settings, and why.
    - Look at when: bug reports keep the last changes.
    - Switch Play Protect on again once the evidence is kept.
