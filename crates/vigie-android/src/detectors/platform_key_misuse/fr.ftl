platform-key-misuse-public-shared = L’app { $app } est signée avec une clé que tout le monde possède ({ $key }) et demande à tourner comme le système.
platform-key-misuse-public = L’app { $app } est signée avec une clé que tout le monde possède : { $key }
platform-key-misuse-debug = L’app { $app } est signée pour des essais par son développeur.
platform-key-misuse-name = L’app { $app } porte le nom d’une partie du système, n’en est pas une, et n’est pas signée comme le système.
platform-key-misuse-platform = L’app { $app } est signée avec la clé du système du téléphone, et n’en fait pas partie.
platform-key-misuse-why = Une app signée comme le système peut tourner comme le système, avec tous les pouvoirs. Des clés pour cela ont fuité, et les clés d’essai sont publiques.
platform-key-misuse-innocent =
    - Une app que le propriétaire, ou quelqu’un qu’il connaît, développe.
    - Une app d’un petit fabricant qui a signé avec une clé publique.
    - Une app du fabricant installée plus tard, ou mise à jour depuis son magasin.
platform-key-misuse-next =
    - Regardez ce que l’app peut faire et comment elle est arrivée sur le téléphone.
    - Comparez son certificat avec ceux des apps connues du fabricant.
    - Conservez l’APK et montrez-le à un expert.
