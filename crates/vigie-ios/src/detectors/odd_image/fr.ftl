odd-image-staging = Du code a été chargé dans { $process } depuis un dossier qu’aucune app ne devrait utiliser : { $module }
odd-image-writable = Du code a été chargé dans { $process } depuis un dossier modifiable : { $module }
odd-image-why = Un iPhone n’exécute que le code du système et des dossiers d’apps. Des logiciels espions ont tourné depuis de tels dossiers.
odd-image-innocent =
    - Un jailbreak fait par le propriétaire, ou un outil de développement.
    - Une mise à jour du système en cours.
    - Un dossier qu’utilise une nouvelle version du système.
odd-image-next =
    - Demandez si le téléphone a déjà été débridé (jailbreak) ou utilisé pour le développement.
    - Cherchez le même chemin ailleurs dans les preuves.
    - Gardez les preuves intactes et contactez un expert.
