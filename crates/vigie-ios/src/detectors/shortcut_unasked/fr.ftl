shortcut-unasked-private = L’automatisation « { $name } » lit des données privées ({ $action }) et contacte un serveur, sans demander.
shortcut-unasked-upload = L’automatisation « { $name } » contacte un serveur ({ $action }) sans demander.
shortcut-unasked-opens = L’automatisation « { $name } » ouvre une page ou envoie quelque chose ({ $action }) sans demander.
shortcut-unasked-why = Qui tient une minute un téléphone déverrouillé peut créer une automatisation qui dit à un serveur où est le téléphone, chaque jour ou à chaque message, sans rien montrer.
shortcut-unasked-innocent =
    - Le propriétaire l’a faite : pour prévenir sa famille qu’il est en route, allumer des lampes, lire la météo.
    - Une app ou une page web l’a proposée, et le propriétaire a accepté.
shortcut-unasked-next =
    - Demandez au propriétaire s’il l’a faite. Elle se trouve dans l’app Raccourcis, sous Automatisation.
    - Regardez les adresses dans ses actions.
