app-came-and-went = L’app { $app } est venue d’ailleurs que l’App Store ({ $how }) et a été supprimée ensuite.
app-came-and-went-why = Les apps venues d’ailleurs que l’App Store n’ont pas été vérifiées par Apple ; celle qui n’est plus là ne peut plus être examinée.
app-came-and-went-innocent =
    - Le propriétaire développe ou teste des apps.
    - Le propriétaire a essayé une autre place de marché, AltStore ou SideStore.
    - Un magasin ou un programme sur un ordinateur s’en est servi pour copier ou réparer le téléphone.
app-came-and-went-next =
    - Demandez au propriétaire ce qu’est cette app, par son identifiant, et qui avait le téléphone ce jour-là.
    - Cherchez d’autres traces de cet identifiant sur le téléphone.
