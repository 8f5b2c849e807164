lockdown-mode-on = Le mode Isolement est activé.
lockdown-mode-off = Le mode Isolement est désactivé. Il peut être activé.
lockdown-mode-why = Le mode Isolement ferme beaucoup des voies par lesquelles des logiciels espions sont entrés dans des iPhone : liens dans les messages, techniques web complexes, appels d’inconnus, profils de configuration. Un téléphone où il est activé est plus difficile à attaquer.
lockdown-mode-innocent =
    - La plupart des téléphones ne l’ont jamais eu activé. Il retire des fonctions que beaucoup utilisent.
lockdown-mode-next =
    - Si le propriétaire peut être la cible d’un logiciel espion, proposez de l’activer : Réglages, Confidentialité et sécurité, Mode Isolement.
