link-to-crash-redirected = Un lien reçu dans un message a été ouvert, a mené de { $host } à { $landing }, et { $process } a planté dans les minutes qui ont suivi
link-to-crash-forwarded = Un lien reçu dans un message a été ouvert, a mené par { $host } à { $landing }, et { $process } a planté dans les minutes qui ont suivi
link-to-crash-usual = Un lien reçu dans un message a été ouvert, a mené de { $host } à { $landing }, aussi visité d’autres jours, et { $process } a planté dans les minutes qui ont suivi
link-to-crash-opened = Un lien vers { $host } reçu dans un message a été ouvert, et { $process } a planté dans les minutes qui ont suivi
link-to-crash-untouched = { $count } plantages de { $processes } ont suivi de quelques minutes un message d’une personne absente du carnet d’adresses
link-to-crash-why = Des attaques contre des iPhone sont venues par des liens menant à un serveur qui attaque le navigateur, ou par des messages qui n’exigent aucun geste. Une tentative ratée laisse un plantage.
link-to-crash-innocent =
    - Des pages lourdes et des publicités font planter les navigateurs, et un plantage peut suivre un lien par hasard.
    - Journaux, boutiques et campagnes font passer leurs liens par des compteurs.
    - Un défaut de cette version d’iOS qui fait planter le même processus sur beaucoup de téléphones.
link-to-crash-next =
    - N’ouvrez pas le lien. Demandez au propriétaire si le message était attendu.
    - Comparez les sites aux indicateurs publiés.
    - Regardez ce que le téléphone a fait dans les heures suivantes, et contactez un expert.
