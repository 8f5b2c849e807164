injected-answer-conflict = Deux réponses différentes se trouvent au même endroit d’une connexion avec { $server } ({ $host }) : l’une ne vient pas du serveur, ou a été abîmée. Paquets { $packets } ; { $codes }.
injected-answer-device = Des paquets d’une connexion avec { $server } ({ $host }) ressemblent à ceux qu’injectent les appareils PacketLogic de Sandvine. Paquets { $packets } ; { $codes }.
injected-answer-redirect = Une requête web en clair à { $server } ({ $host }) a reçu une redirection nue vers un autre site, comme en font des appareils sur le chemin. Paquets { $packets } ; { $codes }.
injected-answer-swapped = La réponse de { $server } ({ $host }) mène à un autre site, et ses paquets ressemblent à ceux d’un autre expéditeur. Paquets { $packets } ; { $codes }.
injected-answer-sender = Dans une connexion avec { $server } ({ $host }), des paquets ressemblent à ceux d’un autre expéditeur. Paquets { $packets } ; { $codes }.
injected-answer-why = Qui se trouve sur le chemin peut répondre avant le serveur, et apporter ainsi un logiciel espion à un appareil qui n’a fait qu’ouvrir une page. Une telle réponse diffère des paquets du serveur par de petites choses que son auteur n’a pas imitées.
injected-answer-innocent =
    - Des opérateurs répondent à la place des serveurs : portails captifs, sites bloqués, leurs propres publicités.
    - Répartiteurs de charge et mandataires envoient des paquets qui diffèrent entre eux ; une mémoire défectueuse ou une capture modifiée fait différer des segments.
    - Les apps qui capturent sur l’appareil même réécrivent les paquets.
injected-answer-next =
    - Gardez la capture et son empreinte ; regardez les paquets cités avec un expert.
    - Capturez la même requête sur un autre réseau, par exemple mobile au lieu du Wi-Fi, et comparez.
    - Si un programme a été téléchargé par cette connexion, ne l’ouvrez pas et faites examiner l’appareil.
