# What a server's admins allow: why an order was not taken. What it cost stands below, as with every problem.

# { $share } is what a member may use, { $opens } a clock that Discord runs, such as “in 2 hours”.
problem-member-share =
    Ici, tu peux utiliser { $share } par { $period ->
        [day] jour
       *[month] mois
    }. Il te reste { $left }, et ceci coûte { $price }. Tu en auras d'autres { $opens }.
problem-above-member-share =
    Ici, tu peux utiliser { $share } par { $period ->
        [day] jour
       *[month] mois
    }. Ceci coûte { $price }. Choisis quelque chose de moins cher.
problem-songs-at-once = { $limit ->
    [one] Ici, tu peux avoir { $limit } chanson en préparation.
   *[other] Ici, tu peux avoir { $limit } chansons en préparation.
} Redemande quand l'une d'elles est finie.
problem-cooling-down = { $cooldown ->
    [one] Ici, il faut attendre { $cooldown } seconde entre deux chansons.
   *[other] Ici, il faut attendre { $cooldown } secondes entre deux chansons.
} Redemande { $opens }.
problem-channel-closed = Ce serveur ne crée pas de chansons dans ce salon. Demande dans un autre.
problem-channel-not-open = Ce serveur ne crée des chansons que dans { $channels }. Demande là-bas.
problem-role-closed = Avec ton rôle, tu ne peux pas créer de chansons sur ce serveur.
problem-role-needed = Sur ce serveur, les chansons sont réservées à { $roles }.
problem-operation-not-here = Sur ce serveur, personne ne peut { $operation }. Choisis autre chose.
problem-button-not-yours = Ici, seule la personne qui a créé une chanson peut utiliser ses boutons. Crée la tienne avec /song.
problem-button-of-roles = Ici, les boutons sous les chansons des autres sont réservés à { $roles }. Crée la tienne avec /song.

# What a server is told of its month, once at 50, 80 and 100 %.
month-used = Ce serveur a utilisé { $percent } % de ses crédits du mois : { $used } sur { $total }.
month-used-up = Les crédits de ce serveur sont épuisés pour ce mois : { $used } sur { $total }.
month-ends-early = À ce rythme, ils durent jusqu'au { $when }.
month-lasts = À ce rythme, ils suffisent. De nouveaux crédits arrivent { $when }.
month-resets = De nouveaux crédits arrivent { $when }.
month-settings = -# Avec /settings, donne des parts aux membres et choisis où Encore écrit ceci.
