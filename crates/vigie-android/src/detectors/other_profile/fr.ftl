other-profile-work = Le téléphone a un profil professionnel ({ $user }, { $name }) qui appartient à { $owner }, avec { $count } apps que l’utilisateur principal n’a pas.
other-profile-owner = Le téléphone a un profil professionnel ({ $user }, { $name }) dont le propriétaire { $owner } ne vient d’aucun magasin ; { $count } apps ne sont que là.
other-profile-private = Le téléphone a un espace protégé ({ $user }, { $name }) avec { $count } apps que l’utilisateur principal n’a pas.
other-profile-clone = Le téléphone a un espace pour des copies d’apps ({ $user }, { $name }) avec { $count } apps que l’utilisateur principal n’a pas.
other-profile-user = Le téléphone a un autre utilisateur ({ $user }, { $name }) avec { $count } apps que l’utilisateur principal n’a pas.
other-profile-unlisted = { $count } apps sont installées pour des utilisateurs absents de la liste des utilisateurs : { $users }
other-profile-why = Une app d’un autre utilisateur ou profil ne se voit pas parmi celles du principal. Un profil professionnel obéit à l’app qui le possède.
other-profile-innocent =
    - Dossier sécurisé, double messagerie, espace privé, invité, ou utilisateur d’un enfant, créé par le propriétaire.
    - Le profil professionnel d’un employeur, ou créé par Shelter, Island ou Insular.
    - Un profil supprimé depuis peu.
other-profile-next =
    - Demandez au propriétaire à quoi sert cet utilisateur ou ce profil.
    - Regardez ses apps : certaines vérifications ne montrent que celles de l’utilisateur principal.
