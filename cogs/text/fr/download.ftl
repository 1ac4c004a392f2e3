# Download all: many songs at once, as zips for whoever asked alone.

download-all-button = Tout télécharger
download-begun =
    { $count ->
        [one] Préparation de { $count } chanson pour toi.
       *[other] Préparation de { $count } chansons pour toi.
    }
download-progress =
    { $count ->
        [one] Chanson prête : { $done } sur { $count }.
       *[other] Chansons prêtes : { $done } sur { $count }.
    }
download-stuck = Si rien ne bouge ici pendant cinq minutes, appuie de nouveau sur **Tout télécharger**.
download-part =
    { $count ->
        [one] Partie { $number } : { $count } chanson
       *[other] Partie { $number } : { $count } chansons
    }
download-done =
    { $count ->
        [one] { $count } chanson est là.
       *[other] { $count } chansons sont là.
    }
download-missing =
    { $count ->
        [one] Il manque { $count } chanson : **missing.txt** dans le dernier zip dit pourquoi.
       *[other] Il manque { $count } chansons : **missing.txt** dans le dernier zip dit pourquoi.
    }
download-more = La liste continue. Tourne les pages, et appuie là-bas sur **Tout télécharger**.
download-interrupted = Le téléchargement a été interrompu. Garde les parties qui sont là, et appuie de nouveau sur **Tout télécharger**.
download-refused = Discord n'a plus accepté de fichiers. Garde les parties qui sont là, et appuie de nouveau sur **Tout télécharger**.

# In the file missing.txt, a line for each song.
missing-heading = Ces chansons ne sont pas dans les zips.
missing-song = { $number }. { $title }
missing-gone = { $song } : supprimée, ou fermée pour toi
missing-unreachable = { $song } : son fichier n'a pas pu être récupéré
missing-late = { $song } : il ne restait plus de temps
