# What Encore answers where nothing went wrong, why a song did not come, and what operators are told.

# Answers.
your-words = Tes mots sont dans le fichier.
    .alt = Les mots que tu as tapés
price-rose-question =
    Ça coûte maintenant { $price }, et non { $shown } comme affiché avant. Appuie sur le bouton pour accepter.
sent-by-letter = Encore n'a pas pu écrire dans { $channel }, alors ceci t'arrive ici.

# What became of the credits of a song that did not come.
refund-line = { $count ->
    [one] -# Le { $count } crédit est rendu.
   *[other] -# Les { $count } crédits sont rendus.
}
credits-are-back = { $count ->
    [one] { $count } crédit est rendu
   *[other] { $count } crédits sont rendus
}

# Why a song did not come, and what to do next; $this and $subject are what its operation's words call it.
failure-refused = MusicAPI a refusé { $this } : « { $reason } ».
failure-unoffered = MusicAPI ne fait pas ça pour nous en ce moment. L'opérateur est prévenu.
failure-key-gone = Le compte utilisé pour { $this } ne sert plus. L'opérateur est prévenu.
failure-clip-deleted = Le clip de départ pour { $this } a été supprimé.
failure-no-new-songs = MusicAPI n'accepte pas de nouvelles chansons de nous en ce moment. L'opérateur est prévenu.
failure-not-sent = MusicAPI est resté injoignable.
failure-lost = La réponse de MusicAPI s'est perdue en route.
failure-timed-out = { $subject } a pris trop de temps, Encore n'attend plus.
failure-cancelled = { $subject } n'a pas commencé : tout est annulé.
failure-failed = MusicAPI n'a pas pu terminer { $this }.
failure-no-words = MusicAPI n'a entendu aucune parole dans ce clip.
failure-failed-because = MusicAPI n'a pas pu terminer { $this } : « { $reason } ».
# Where the buttons for that stand below:
next-retry = Appuie sur **{ retry-name }**.
next-retry-later = Appuie sur **{ retry-name }** plus tard.
next-retry-minutes = Appuie sur **{ retry-name }** dans quelques minutes.
next-retry-or-edit = Appuie sur **{ retry-name }**, ou sur **{ edit-name }** pour changer les mots.
next-edit = Appuie sur **{ edit-name }** pour changer les mots.
next-edit-again = Appuie sur **{ edit-name }** pour redemander.
# Where they do not:
next-ask-again = Redemande.
next-bring-again = Importe de nouveau l'enregistrement avec { $command }.
next-change-words = Change les mots et redemande.
next-other = Essaie autre chose.
next-later = Réessaie plus tard.
next-minutes = Réessaie dans quelques minutes.
next-again-or-words = Redemande, ou change les mots.
answer-lost = La réponse de MusicAPI s'est perdue en route. Encore attend un signe et ne demande jamais deux fois.
missing-clip =
    Clips arrivés : { $arrived } sur { $expected }. MusicAPI facture la demande entière, alors le prix ne change pas.

# What operators are told.
bot-refused =
    Discord refuse le jeton du bot (401). Les chansons finies attendent qu'il l'accepte. Si ça dure, réinitialise le
    jeton dans le portail des développeurs. Mets-le dans DISCORD_TOKEN et redémarre le bot.

# The branches and clips of a song's family.
branch-button = Chanson complète de { $number }. { $name } · { $price }
clip-choice = { $title } · clip { $position } · { $family }
clip-choice-length = { $title } · clip { $position } · { $family } · { $length }
