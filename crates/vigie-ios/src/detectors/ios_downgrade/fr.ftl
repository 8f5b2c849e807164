ios-downgrade-build = Le téléphone a utilisé la version { $older } d’iOS après la version plus récente { $newer }.
ios-downgrade-why = iOS n’installe que des versions plus récentes, sauf si un ordinateur efface et restaure le téléphone pendant qu’Apple signe encore l’ancienne. Une ancienne version a des failles connues.
ios-downgrade-innocent =
    - Le propriétaire a quitté le programme bêta, ou est revenu en arrière à cause d’une mise à jour gênante.
    - L’horloge du téléphone était fausse au moment de l’une des deux notes.
    - Le téléphone a été réparé, ou ses données viennent d’un autre téléphone.
ios-downgrade-next =
    - Demandez au propriétaire si le téléphone a alors été restauré ou réparé.
    - Regardez ce qui s’est passé d’autre autour de cette date.
