diameter-sim-message-one = { $leaked ->
    [none] { $actor } ({ $network }) a envoyé par Diameter un message sur lequel la carte SIM ou le réseau agirait : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a envoyé par Diameter un message sur lequel la carte SIM ou le réseau agirait : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-sim-message-many = { $leaked ->
    [none] { $actor } ({ $network }) a envoyé par Diameter un message sur lequel la carte SIM ou le réseau agirait, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a envoyé par Diameter un message sur lequel la carte SIM ou le réseau agirait, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-sim-message-why = Un ordre à la carte SIM peut renvoyer la position ou ouvrir une connexion sans rien à l’écran.
diameter-sim-message-innocent =
    - Prestataires qui mettent à jour les cartes SIM : listez-les comme `ota`.
    - Les hubs de messages utilisent les centres d’autrui.
diameter-sim-message-next =
    - Comparez l’émetteur à la liste de vos prestataires ; gardez le message brut pour le fournisseur de SIM.
