https-stripped-form = { $count } formulaires ont été envoyés en clair à { $names }, que le même appareil a joint de façon chiffrée dans la même capture ({ $codes }).
https-stripped-why = Qui se trouve en chemin peut changer les liens chiffrés d’une page en liens simples : ce qui y est tapé passe alors en clair. Un site qui chiffre et reçoit pourtant un formulaire en clair en est le signe.
https-stripped-innocent =
    - Sites qui mêlent les deux, applications qui rendent compte en clair, vérifications de mises à jour et de connexion.
https-stripped-next =
    - Activez « HTTPS uniquement » dans le navigateur ; changez ce qui a été tapé.
