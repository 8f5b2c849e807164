process-in-odd-folder-staging = Un processus a utilisé le réseau depuis un dossier qu’aucune app ne devrait utiliser : { $process }
process-in-odd-folder-located = Un processus a demandé la position du téléphone depuis un dossier qu’aucune app ne devrait utiliser : { $process }
process-in-odd-folder-gone = Un processus dont le programme n’est plus sur le téléphone a utilisé le réseau : { $process }
process-in-odd-folder-why = Des logiciels espions ont tourné dans de tels dossiers et ont ensuite effacé leur programme.
process-in-odd-folder-innocent =
    - Une mise à jour du système qui tournait dans un dossier temporaire.
    - Un outil de développement, ou un jailbreak fait par le propriétaire.
    - Une copie incomplète des fichiers du téléphone.
process-in-odd-folder-next =
    - Regardez quand le processus a été vu pour la première et la dernière fois, et ce qui s’est passé d’autre alors.
    - Gardez les preuves intactes et contactez un expert.
