# A second try at hand: another take, a try after a failure, a change of what was typed, a way out of the line.

again-button = Refaire · { credits }
retry-name = Réessayer
retry-button = { retry-name } · { credits }
edit-name = Modifier…
edit-button = { edit-name }
cancel-button = Annuler
reopen-button = Rouvrir

again-question = Une autre prise coûte { credits }. Il en reste { $left } à ce serveur.

edit-title = Modifier et refaire
edit-topic-label = De quoi parlent les paroles
edit-model-gone = { $model } n'est pas disponible pour l'instant, un autre modèle s'en charge.
edit-instrumental = Facultatif. Cette chanson est instrumentale
problem-recording-expired = Cet enregistrement n'est plus accessible. Importe-le de nouveau avec { $command }.
problem-recording-not-yours = Seule la personne qui a importé cet enregistrement peut le réutiliser.

problem-cancel-not-yours = Seule la personne qui l'a demandé, ou la modération d'ici, peut l'annuler.
cancel-too-late = MusicAPI l'a déjà et le facture. Ce sera publié.
cancel-being-sent = L'envoi à MusicAPI est en cours. Ce sera publié, ou les crédits seront rendus.
cancel-was-cancelled = C'était déjà annulé, et les crédits sont rendus.
cancel-was-done = C'est déjà terminé.
cancel-had-failed = Ça avait déjà échoué, et les crédits sont rendus.

cancelled = Annulé
cancelled-by = Annulé par { $who } avant le début.
