apple-threat-notification-sender = A message came from the account that Apple sends threat notifications from.
apple-threat-notification-words = A message has the words of Apple’s threat notifications: Apple believes that somebody attacked this phone with mercenary spyware.
apple-threat-notification-why = Apple sends these messages to people it believes to be attacked by mercenary spyware or by a state. They say that there was an attack, not that it succeeded.
apple-threat-notification-innocent =
    - Somebody forwarded the message, or quoted it.
    - A fraudster imitated it. A real one never asks to open a link or to install anything.
apple-threat-notification-next =
    - Sign in at account.apple.com, typing the address yourself: a real notification shows there too.
    - Switch on Lockdown Mode and update the phone, after a backup and a sysdiagnose were made.
    - Contact an organisation that helps, such as the Digital Security Helpline of Access Now.
