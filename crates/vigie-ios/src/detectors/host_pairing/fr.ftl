host-pairing-forensic = Un ordinateur ou un programme nommé comme un outil de copie de téléphones a été connecté : { $tool }
host-pairing-hosts = { $count ->
    [one] Un ordinateur a été jumelé au téléphone ; vérifiez que le propriétaire le connaît : { $hosts }
   *[other] { $count } ordinateurs ont été jumelés au téléphone ; vérifiez que le propriétaire les connaît : { $hosts }
}
host-pairing-why = Un ordinateur auquel le téléphone se fie peut copier son contenu et y installer des profils et des apps.
host-pairing-innocent =
    - L’ordinateur du propriétaire, ou un autre, au travail, en magasin ou dans une voiture, qu’il a autorisé.
    - L’outil avec lequel ces preuves mêmes ont été recueillies.
    - Un examen du téléphone que le propriétaire a accepté.
host-pairing-next =
    - Demandez au propriétaire quand le téléphone n’était pas entre ses mains, et comparez les heures.
    - Écartez les jumelages faits pendant le recueil de ces preuves.
    - Regardez les apps, profils et redémarrages autour des autres.
