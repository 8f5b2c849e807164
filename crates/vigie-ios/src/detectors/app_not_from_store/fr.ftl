app-not-from-store-source = L’app { $app } a été installée par { $source }, pas par l’App Store.
app-not-from-store-marketplace = L’app { $app } a été distribuée par { $source }, pas par l’App Store.
app-not-from-store-apple = L’app { $app } a été installée par { $source }, un des programmes d’Apple.
app-not-from-store-no-receipt = L’app { $app } n’a pas de reçu de l’App Store, d’autres apps de ce téléphone en ont un.
app-not-from-store-no-id = Le reçu de l’app { $app } ne dit pas de quelle app il est.
app-not-from-store-why = Les apps venues d’ailleurs que l’App Store n’ont pas été vérifiées par Apple. Des logiciels espions pour iPhone ont été diffusés ainsi.
app-not-from-store-innocent =
    - Une autre place de marché, AltStore, ou une version bêta par TestFlight.
    - Une app de l’employeur du propriétaire, ou une app qu’il développe.
    - Une app retirée de l’App Store depuis.
app-not-from-store-next =
    - Demandez au propriétaire ce qu’est cette app, par son nom.
    - Regardez les autorisations de l’app et son utilisation du réseau.
