indicator-match-listed = { $named ->
    [yes] répertorié dans « { $set } » comme signe de { $malware }
   *[other] répertorié dans « { $set } » comme signe d’un logiciel espion
}
indicator-match-listed-app = { $named ->
    [yes] répertorié dans « { $set } » comme élément de { $malware }, un logiciel qui sert à surveiller ses proches
    [dual] répertorié dans « { $set } » comme élément de { $malware }, un logiciel pour familles ou entreprises qui peut aussi surveiller à l’insu
   *[other] répertorié dans « { $set } » comme élément d’un logiciel qui sert à surveiller ses proches
}
indicator-match-link-received = Un message arrivé sur ce téléphone contient « { $found } » : « { $value } » est { indicator-match-listed }.
indicator-match-link-received-stalkerware = Un message arrivé sur ce téléphone contient « { $found } » : « { $value } » est { indicator-match-listed-app }.
indicator-match-link-sent = Un message envoyé depuis ce téléphone contient « { $found } » : « { $value } » est { indicator-match-listed }.
indicator-match-link-sent-stalkerware = Un message envoyé depuis ce téléphone contient « { $found } » : « { $value } » est { indicator-match-listed-app }.
indicator-match-link-visited = Le navigateur de ce téléphone a ouvert « { $found } » : « { $value } » est { indicator-match-listed }.
indicator-match-link-visited-stalkerware = Le navigateur de ce téléphone a ouvert « { $found } » : « { $value } » est { indicator-match-listed-app }.
indicator-match-link-recorded = Ce téléphone a enregistré « { $found } » : « { $value } » est { indicator-match-listed }.
indicator-match-link-recorded-stalkerware = Ce téléphone a enregistré « { $found } » : « { $value } » est { indicator-match-listed-app }.
indicator-match-name-asked = L’appareil a demandé « { $found } » sur le réseau : « { $value } » est { indicator-match-listed }.
indicator-match-name-asked-stalkerware = L’appareil a demandé « { $found } » sur le réseau : « { $value } » est { indicator-match-listed-app }.
indicator-match-name-answered = À une demande de l’appareil, le réseau a répondu en menant vers « { $found } » : « { $value } » est { indicator-match-listed }.
indicator-match-name-answered-stalkerware = À une demande de l’appareil, le réseau a répondu en menant vers « { $found } » : « { $value } » est { indicator-match-listed-app }.
indicator-match-name-beside = Une réponse du réseau nommait aussi « { $found } », que l’appareil n’a peut-être pas demandé : « { $value } » est { indicator-match-listed }.
indicator-match-name-beside-stalkerware = Une réponse du réseau nommait aussi « { $found } », que l’appareil n’a peut-être pas demandé : « { $value } » est { indicator-match-listed-app }.
indicator-match-address-reached = L’appareil a échangé des paquets avec l’adresse « { $found } » : « { $value } » est { indicator-match-listed }. D’autres sites partagent peut-être cette adresse.
indicator-match-address-reached-stalkerware = L’appareil a échangé des paquets avec l’adresse « { $found } » : « { $value } » est { indicator-match-listed-app }. D’autres sites partagent peut-être cette adresse.
indicator-match-address-answered = Un nom demandé par l’appareil mène à l’adresse « { $found } » : « { $value } » est { indicator-match-listed }. D’autres sites partagent peut-être cette adresse.
indicator-match-address-answered-stalkerware = Un nom demandé par l’appareil mène à l’adresse « { $found } » : « { $value } » est { indicator-match-listed-app }. D’autres sites partagent peut-être cette adresse.
indicator-match-process-ran = Un processus nommé « { $value } » a tourné sur ce téléphone : ce nom est { indicator-match-listed }.
indicator-match-process-ran-stalkerware = Un processus nommé « { $value } » a tourné sur ce téléphone : ce nom est { indicator-match-listed-app }.
indicator-match-process-cut = Le nom de processus « { $found } » est peut-être « { $value } », tronqué : le nom complet est { indicator-match-listed }.
indicator-match-process-cut-stalkerware = Le nom de processus « { $found } » est peut-être « { $value } », tronqué : le nom complet est { indicator-match-listed-app }.
indicator-match-process-recorded = Ce téléphone a enregistré le nom de processus « { $value } » : ce nom est { indicator-match-listed }.
indicator-match-process-recorded-stalkerware = Ce téléphone a enregistré le nom de processus « { $value } » : ce nom est { indicator-match-listed-app }.
indicator-match-file-present = Le fichier « { $found } » est ou a été sur ce téléphone : « { $value } » est { indicator-match-listed }.
indicator-match-file-present-stalkerware = Le fichier « { $found } » est ou a été sur ce téléphone : « { $value } » est { indicator-match-listed-app }.
indicator-match-file-ran = Le programme « { $found } » a tourné sur ce téléphone : « { $value } » est { indicator-match-listed }.
indicator-match-file-ran-stalkerware = Le programme « { $found } » a tourné sur ce téléphone : « { $value } » est { indicator-match-listed-app }.
indicator-match-file-recorded = Ce téléphone a enregistré le fichier « { $found } » : « { $value } » est { indicator-match-listed }.
indicator-match-file-recorded-stalkerware = Ce téléphone a enregistré le fichier « { $found } » : « { $value } » est { indicator-match-listed-app }.
indicator-match-file-hash = Un fichier de ce téléphone a exactement le contenu dont l’empreinte « { $value } » est { indicator-match-listed }.
indicator-match-file-hash-stalkerware = Un fichier de ce téléphone a exactement le contenu dont l’empreinte « { $value } » est { indicator-match-listed-app }.
indicator-match-account-wrote = « { $value } » a envoyé des messages à ce téléphone : ce compte est { indicator-match-listed }.
indicator-match-account-wrote-stalkerware = « { $value } » a envoyé des messages à ce téléphone : ce compte est { indicator-match-listed-app }.
indicator-match-account-written = Des messages ont été envoyés depuis ce téléphone à « { $value } » : ce compte est { indicator-match-listed }.
indicator-match-account-written-stalkerware = Des messages ont été envoyés depuis ce téléphone à « { $value } » : ce compte est { indicator-match-listed-app }.
indicator-match-account-called = Ce téléphone a enregistré des appels avec « { $value } » : ce compte est { indicator-match-listed }.
indicator-match-account-called-stalkerware = Ce téléphone a enregistré des appels avec « { $value } » : ce compte est { indicator-match-listed-app }.
indicator-match-account-recorded = Ce téléphone a enregistré le compte « { $value } » : il est { indicator-match-listed }.
indicator-match-account-recorded-stalkerware = Ce téléphone a enregistré le compte « { $value } » : il est { indicator-match-listed-app }.
indicator-match-account-partial = Le numéro « { $found } » se termine comme « { $value } » et pourrait être le même : ce dernier est { indicator-match-listed }.
indicator-match-account-partial-stalkerware = Le numéro « { $found } » se termine comme « { $value } » et pourrait être le même : ce dernier est { indicator-match-listed-app }.
indicator-match-app-installed = L’app « { $value } » est ou a été installée sur ce téléphone : son identifiant est { indicator-match-listed }.
indicator-match-app-installed-stalkerware = L’app « { $value } » est ou a été installée sur ce téléphone : son identifiant est { indicator-match-listed-app }.
indicator-match-app-permission = L’app « { $value } » a demandé des autorisations à ce téléphone : son identifiant est { indicator-match-listed }.
indicator-match-app-permission-stalkerware = L’app « { $value } » a demandé des autorisations à ce téléphone : son identifiant est { indicator-match-listed-app }.
indicator-match-app-recorded = Ce téléphone a enregistré l’app « { $value } » : son identifiant est { indicator-match-listed }.
indicator-match-app-recorded-stalkerware = Ce téléphone a enregistré l’app « { $value } » : son identifiant est { indicator-match-listed-app }.
indicator-match-certificate = Un élément de ce téléphone est signé avec le certificat « { $value } », { indicator-match-listed }.
indicator-match-certificate-stalkerware = Un élément de ce téléphone est signé avec le certificat « { $value } », { indicator-match-listed-app }.
indicator-match-profile = Le profil de configuration « { $value } » est ou a été sur ce téléphone : il est { indicator-match-listed }.
indicator-match-profile-stalkerware = Le profil de configuration « { $value } » est ou a été sur ce téléphone : il est { indicator-match-listed-app }.
indicator-match-property = La propriété système « { $value } » est définie sur ce téléphone : son nom est { indicator-match-listed }.
indicator-match-property-stalkerware = La propriété système « { $value } » est définie sur ce téléphone : son nom est { indicator-match-listed-app }.
indicator-match-pattern = Un enregistrement de ce téléphone, qui contient « { $found } », correspond à tout le motif « { $value } », { indicator-match-listed }.
indicator-match-pattern-stalkerware = Un enregistrement de ce téléphone, qui contient « { $found } », correspond à tout le motif « { $value } », { indicator-match-listed-app }.
indicator-match-deleted = Une ligne effacée ou modifiée d’une base de données de ce téléphone contenait « { $found } » : « { $value } » est { indicator-match-listed }.
indicator-match-deleted-stalkerware = Une ligne effacée ou modifiée d’une base de données de ce téléphone contenait « { $found } » : « { $value } » est { indicator-match-listed-app }.
indicator-match-why = Des chercheurs ont publié cette valeur après l’avoir trouvée sur des téléphones attaqués ou dans l’infrastructure de ces logiciels. Sa présence ici est compatible avec une attaque du même opérateur, ou avec le même logiciel. C’est une piste à suivre, pas une preuve à elle seule.
indicator-match-innocent =
    - Quelqu’un l’a envoyée ou ouverte pour la signaler, pour faire une recherche ou pour mettre en garde.
    - Le domaine, l’adresse, le numéro ou le compte appartenait à quelqu’un d’autre avant ou depuis, ou est partagé par beaucoup de monde.
    - Un programme qui cherche des logiciels espions a écrit dans un journal les noms qu’il cherche.
    - Quelque chose d’inoffensif porte le même nom : un nom est un signe plus faible qu’une empreinte ou un certificat.
    - La liste d’indicateurs contient une erreur.
indicator-match-next =
    - Gardez les preuves et l’appareil en l’état : ne supprimez ni messages, ni apps, ni profils.
    - N’ouvrez pas le lien et ne répondez pas au compte.
    - Regardez ce qui s’est passé d’autre autour du moment de ces enregistrements.
    - Demandez conseil à une permanence de sécurité numérique, depuis un appareil qui n’est pas suspect.
    - Si un proche a pu installer le logiciel, pensez d’abord à votre sécurité : le supprimer peut l’alerter.
