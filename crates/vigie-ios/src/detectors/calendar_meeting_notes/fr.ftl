calendar-meeting-notes-words = { $count ->
    [one] Un événement du calendrier porte les mots de l’exploit de QuaDream : « Meeting », « Notes ».
   *[other] { $count } événements du calendrier portent les mots de l’exploit de QuaDream : « Meeting », « Notes ».
}
calendar-meeting-notes-exploit = { $count ->
    [one] Une invitation porte les mots de l’exploit de QuaDream et a été créée après la fin de l’événement.
   *[other] { $count } invitations portent les mots de l’exploit de QuaDream et ont été créées après la fin des événements.
}
calendar-meeting-notes-overlap = { $count } invitations sont arrivées au même moment, après la fin de leurs événements, et se chevauchent.
calendar-meeting-notes-why = On pense que QuaDream a attaqué des téléphones sous iOS 14 par des invitations à des événements passés, qui s’ajoutent au calendrier sans notification. Les traces étaient des événements qui se chevauchent, créés au même moment.
calendar-meeting-notes-innocent =
    - N’importe qui peut employer ces mots : un essai, un programme qui crée des événements.
    - Un collègue invite à une réunion qui a déjà eu lieu.
calendar-meeting-notes-next =
    - Demandez au propriétaire s’il connaît l’organisateur et l’événement.
    - Regardez ce qui s’est passé dans les heures après la création de l’événement, et quelle version d’iOS le téléphone avait.
