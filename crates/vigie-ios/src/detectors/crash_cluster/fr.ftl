crash-cluster-chain = { $count } plantages en une heure de processus qui traitent les messages et d’autres contenus venus de l’extérieur : { $processes }
crash-cluster-messages = { $count } plantages en une heure d’un processus qui traite les messages : { $processes }
crash-cluster-other = { $count } plantages en une heure de processus qui traitent des contenus venus de l’extérieur : { $processes }
crash-cluster-why = Une attaque sans clic est souvent répétée jusqu’à ce qu’elle réussisse, et chaque échec fait planter un tel processus. Pegasus a été découvert grâce à de tels plantages.
crash-cluster-innocent =
    - Un défaut du système, surtout d’une version bêta.
    - Un message, une image ou une vidéo que le système ne sait pas décoder.
    - Une base de messages endommagée, ou trop peu d’espace libre.
crash-cluster-next =
    - Regardez ce qui est arrivé sur le téléphone dans les minutes avant le premier plantage.
    - Regardez quels processus ont démarré dans les minutes après le dernier.
    - Gardez les rapports intacts et montrez-les à un expert.
