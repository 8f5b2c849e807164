hidden-notifications-profile-hides = Le profil de configuration « { $profile } » peut masquer les notifications d’apps.
hidden-notifications-profile-shows = Le profil de configuration « { $profile } » règle les notifications d’apps et n’en masque aucune.
hidden-notifications-profile-why = Un tel profil empêche de remarquer certaines apps. Predator a été installé avec un profil de ce genre.
hidden-notifications-profile-innocent =
    - Des écoles et des entreprises règlent les notifications des appareils qu’elles gèrent.
hidden-notifications-profile-next =
    - Demandez si ce téléphone a été préparé par une organisation.
    - Regardez quand le profil a été installé et qui l’a signé.
