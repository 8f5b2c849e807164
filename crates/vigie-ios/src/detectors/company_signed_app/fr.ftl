company-signed-app-any-phone = Un certificat de l’entreprise { $team } permet à l’app { $app } de fonctionner sur ce téléphone sans vérification d’Apple.
company-signed-app-developer = Un certificat de développeur ({ $team }) permet à l’app { $app } de fonctionner sur ce téléphone.
company-signed-app-noted = Le téléphone a noté que l’app { $app } fonctionne avec le certificat d’une entreprise ou d’un développeur.
company-signed-app-why = Des logiciels espions pour iPhone ont été diffusés avec des certificats qu’Apple donne aux entreprises pour leur propre personnel.
company-signed-app-innocent =
    - L’app est celle de l’employeur du propriétaire.
    - Des jeux modifiés et des bibliothèques d’apps abusent de tels certificats.
    - Le propriétaire développe des apps, ou utilise AltStore ou SideStore.
company-signed-app-next =
    - Demandez au propriétaire ce que sont l’app et l’entreprise ; elle figure dans Réglages, Général, VPN et gestion de l’appareil.
    - Renseignez-vous sur l’entreprise.
