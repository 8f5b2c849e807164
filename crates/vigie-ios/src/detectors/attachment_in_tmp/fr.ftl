attachment-in-tmp-received = Une pièce jointe reçue se trouve dans un dossier temporaire : { $path }
attachment-in-tmp-why = Messages range ailleurs ce qu’il reçoit. Des pièces jointes de messages qui attaquaient des téléphones ont été vues dans ce dossier, avec cette fin de nom.
attachment-in-tmp-innocent =
    - Un transfert interrompu laisse son fichier là où il est arrivé.
attachment-in-tmp-next =
    - Regardez qui l’a envoyée, et ne supprimez pas le message.
    - Cherchez dans un sysdiagnose des plantages de Messages à ce moment.
