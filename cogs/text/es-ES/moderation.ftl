# What a server's admins and moderators watch over.

settings-tab-moderation = Moderación

# Words that no song may hold.
settings-words = Lista de palabras
settings-words-count = { $count ->
    [one] { $count } palabra
   *[other] { $count } palabras
}
settings-words-explained = Ninguna canción, título o playlist puede contenerlas, se escriban como se escriban.
settings-words-label = Una palabra o frase por línea
settings-words-more-label = Más palabras
settings-words-hint = Hasta { $most }. Cuentan las palabras enteras, con cualquier acento o signo.
settings-words-example = Una palabra o frase por línea
settings-words-too-many = En la lista caben { $most } palabras. Quita algunas.
settings-words-too-long = Una palabra puede tener { $most } caracteres como máximo. Acorta «{ $word }».
settings-words-no-word = «{ $word }» no tiene ninguna letra ni cifra. Quítalo.
# { $word } stands in the server's list.
problem-word-listed = Este servidor no permite «{ $word }». Quítalo { $where ->
    [avoid] de los estilos que evitar
    [lyrics] de la letra
    [name] del nombre
    [prompt] del prompt
    [style] del estilo
   *[title] del título
}.

# Who may decide, and what is decided already.
problem-blocked-here = Quienes gestionan este servidor no te dejan crear nada aquí. Pregúntales.
problem-case-gone = Esto ya no está.
problem-case-not-deleted = Encore no puede eliminar este mensaje. Elimínalo tú y descarta después la denuncia.
problem-case-not-over = Esto todavía se está creando. Pulsa otra vez cuando termine.
problem-case-not-yours = Solo la moderación de este canal puede decidir eso.
problem-post-unapproved = Aquí la moderación aprueba todo: solo quien gestiona este servidor puede publicar esto. Haz mejor una canción con ello.

# Orders that wait for a moderator.
settings-approval = Aprobación
settings-approval-channel-label = Canal de moderación
settings-approval-channel-hint = Ahí se publican las peticiones en espera y las denuncias.
settings-approval-label = Preguntar antes a la moderación
settings-approval-on = Sí, con todos los que no gestionan este servidor
settings-approval-off = No
settings-approval-none = No hay ningún canal de moderación elegido.
settings-approval-explained-on = Las canciones esperan ahí a la moderación, 24 horas como máximo.
settings-approval-explained-off = Las canciones se crean enseguida. Las denuncias se publican ahí.
settings-approval-no-channel = Elige también el canal de moderación.
heading-approval = Esperando aprobación
stage-approval = Antes lo mira la moderación de este servidor. Cancelar devuelve los créditos.
heading-not-approved = No aprobado
failure-rejected = La moderación de este servidor no aprobó esto.
failure-rejected-because = La moderación de este servidor no aprobó esto: { $reason }
failure-undecided = La moderación de este servidor no respondió en 24 horas.
next-edit-rejected = Pulsa **Editar…** para cambiarlo.

# What moderators are shown; { $who } is a mention, { $when } a clock that Discord runs.
case-approval-title = ¿Se puede crear esto?
case-approval-line = { $who } lo pidió { $when }: { $what }, { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
}. [Ir a su mensaje]({ $where })
case-approval-line-nowhere = { $who } lo pidió { $when }: { $what }, { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
}.
case-recording = [Grabación]({ $where })
case-cut = El texto entero está en el archivo de abajo.
case-file-alt = Todo lo que se pidió
case-approve = Aprobar
case-reject = Rechazar…
case-reject-title = Rechazar esta petición
case-reject-label = Por qué
case-reject-hint = El miembro lo leerá. Puedes dejarlo vacío.
case-approved = Aprobado por { $who } { $when }. Ya está en la cola.
case-rejected = Rechazado por { $who } { $when }. Los créditos están de vuelta.
case-expired = Nadie respondió en 24 horas. Los créditos están de vuelta.
case-over = Se canceló entretanto. No hay nada que decidir.
case-deleted = { $who } eliminó la canción { $when }.
case-dismissed = Descartado por { $who } { $when }.
case-text-name = { $text ->
    [avoid] Estilos que evitar
    [lyrics] Letra
    [prompt] Prompt
    [style] Estilo
   *[title] Título
}
case-report-title = Se denunció una canción
case-report-line = { $who } la denunció { $when }:
case-report-song = La creó { $who }. [Ir a la canción]({ $where })
case-report-maker = La creó { $who }.
case-delete = Eliminar canción
case-block = Bloquear al miembro
case-dismiss = Descartar
# At most 32 characters: it stands in the menu of a message.
message-command-report = Denunciar canción
report-title = Denunciar esta canción
report-label = Qué tiene de malo
report-hint = Lo lee la moderación de este servidor, con tu nombre.
report-taken = La moderación de este servidor lo mira.
case-member-blocked = { $who } ya no puede crear nada aquí. En /settings se le vuelve a permitir.
case-member-known = { $who } ya está en la lista de bloqueo. En /settings se le vuelve a permitir.
settings-blocked = Miembros bloqueados
settings-blocked-count = { $count ->
    [one] { $count } miembro
   *[other] { $count } miembros
}
settings-blocked-explained = No pueden crear nada en este servidor.
settings-blocked-label = Miembros
settings-blocked-hint = Quita a alguien para que pueda volver a crear canciones.
settings-blocked-too-many = Un servidor puede bloquear { $most } miembros. Antes permite a algunos crear canciones otra vez.
# Songs that somebody reports.
problem-no-moderators = Este servidor no tiene canal de moderación. Escribe a alguien que lo gestione.
problem-reported-already = Ya denunciaste esta canción. La moderación lo sabe.
problem-reported-just-now = Acabas de denunciar algo. Prueba otra vez { $opens }.
problem-report-empty = Di qué tiene de malo la canción.
problem-report-no-song = Este mensaje no tiene ninguna canción de Encore. Elige uno que la tenga.
