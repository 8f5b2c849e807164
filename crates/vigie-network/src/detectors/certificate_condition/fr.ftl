certificate-condition-dates = { $site } a présenté un certificat qui n’était pas valable au moment de la capture (date : { $names }) ({ $codes }).
certificate-condition-weak = Des certificats de sites publics sont faibles selon les règles de leur époque ({ $what }) : { $names } ({ $codes }).
certificate-condition-why = Un certificat expiré sur un service de courrier ou de discussion, ou à côté d’un certificat valable pour le même nom, a révélé en 2023 l’interception de jabber.ru : ceux qui lisaient avaient oublié de renouveler le leur.
certificate-condition-innocent =
    - Des renouvellements oubliés ; une horloge fausse dans la machine de capture ; de vieux appareils et de vieilles captures.
certificate-condition-next =
    - Connectez-vous au même service sur un autre réseau et comparez certificat et dates.
