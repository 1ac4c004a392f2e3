# A second try at hand: another take, a try after a failure, a change of what was typed, a way out of the line.

again-button = De novo · { credits }
retry-name = Tentar de novo
retry-button = { retry-name } · { credits }
edit-name = Editar…
edit-button = { edit-name }
cancel-button = Cancelar
reopen-button = Reabrir

again-question = Mais uma versão custa { credits }. Este servidor ainda tem { $left }.

edit-title = Mudar e criar de novo
edit-topic-label = Sobre o que é a letra
edit-model-gone = { $model } não está disponível agora, então outro modelo faz.
edit-instrumental = Opcional. Esta música é instrumental
problem-recording-expired = Não dá mais para buscar esta gravação. Envie de novo com { $command }.
problem-recording-not-yours = Só quem enviou esta gravação pode usá-la de novo.

problem-cancel-not-yours = Só quem pediu, ou um moderador daqui, pode cancelar.
cancel-too-late = A MusicAPI já recebeu e cobra por isso. O resultado será postado.
cancel-being-sent = Está sendo enviado à MusicAPI. O resultado será postado, ou os créditos voltam.
cancel-was-cancelled = Já estava cancelado, e os créditos voltaram.
cancel-was-done = Já está pronto.
cancel-had-failed = Já tinha falhado, e os créditos voltaram.

cancelled = Cancelado
cancelled-by = { $who } cancelou antes de começar.
