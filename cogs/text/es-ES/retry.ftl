# A second try at hand: another take, a try after a failure, a change of what was typed, a way out of the line.

again-button = Otra vez · { credits }
retry-name = Reintentar
retry-button = { retry-name } · { credits }
edit-name = Editar…
edit-button = { edit-name }
cancel-button = Cancelar
reopen-button = Abrir otra vez

again-question = Otra toma cuesta { credits }. El saldo de este servidor es de { $left }.

edit-title = Cambiar y crear otra vez
edit-topic-label = De qué trata la letra
edit-model-gone = { $model } no está disponible ahora, así que lo hace otro modelo.
edit-instrumental = Opcional. Esta canción es instrumental
problem-recording-expired = Esta grabación ya no se puede obtener. Súbela otra vez con { $command }.
problem-recording-not-yours = Solo quien subió esta grabación puede volver a usarla.

problem-cancel-not-yours = Solo quien lo pidió, o quien modera aquí, puede cancelarlo.
cancel-too-late = MusicAPI ya lo tiene y lo cobra. Se publicará.
cancel-being-sent = Se está enviando a MusicAPI. Se publicará, o se devolverán sus créditos.
cancel-was-cancelled = Ya estaba cancelado, y sus créditos están de vuelta.
cancel-was-done = Ya está terminado.
cancel-had-failed = Ya había fallado, y sus créditos están de vuelta.

cancelled = Cancelado
cancelled-by = { $who } lo canceló antes de empezar.
