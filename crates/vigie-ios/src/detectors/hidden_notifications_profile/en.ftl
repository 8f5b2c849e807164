hidden-notifications-profile-hides = The configuration profile “{ $profile }” can hide notifications of apps.
hidden-notifications-profile-shows = The configuration profile “{ $profile }” sets the notifications of apps, and hides none.
hidden-notifications-profile-why = Such a profile keeps chosen apps from being noticed. Predator was installed together with one.
hidden-notifications-profile-innocent =
    - Schools and companies set notifications on devices they manage.
hidden-notifications-profile-next =
    - Ask whether this phone was set up by an organisation.
    - Look at when the profile was installed, and by whom it is signed.
