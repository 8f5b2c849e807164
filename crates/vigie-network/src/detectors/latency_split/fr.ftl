latency-split-many = { $count } connexions vers { $names } ont été acceptées aussitôt, mais leurs serveurs ont répondu bien plus tard ({ $codes }).
latency-split-why = Un appareil placé entre le client et le serveur accepte lui-même la connexion, tout près, et ne se relie au site qu’ensuite. La première réponse est rapide, la seconde lente, pour tous les sites.
latency-split-innocent =
    - Des opérateurs accélèrent ainsi les connexions sans ouvrir le chiffrement ; serveurs surchargés ; réseaux de diffusion qui acceptent tout près.
latency-split-next =
    - Comparez les certificats sur un autre réseau. Cet indice seul ne dit pas que quelque chose a été lu.
