# Whether Encore can work: what it lacks in a channel, and the checks of /settings and /operator doctor.

# What Discord's own settings call its permissions; the keys are names of its interface.
permission-name = { $permission ->
    [view_channel] Ver canal
    [send_messages] Enviar mensajes
    [send_messages_in_threads] Enviar mensajes en hilos
    [embed_links] Insertar enlaces
    [attach_files] Adjuntar archivos
    [read_message_history] Leer el historial de mensajes
   *[connect] Conectar
}

problem-cannot-post = Para publicar canciones aquí, a Encore le falta: { $permissions }. Pídelo a quien gestiona el servidor.
problem-thread-locked = Este hilo está bloqueado. Pide tu canción en otro canal.

# What `python -m bot doctor` and /operator doctor look at, and how it is.
finding-check = { $check ->
    [settings] Ajustes
    [token] Token de Discord
    [application] App de Discord
    [commands] Comandos
    [key] MusicAPI
    [families] Modelos
    [clock] Reloj
    [database] Base de datos
    [disk] Disco
    [processes] Procesos
    [loop] Bucle de eventos
    [webhooks] Webhooks
    [zones] Zonas horarias
   *[media] Sonido, imágenes
}
finding-grade = { $grade ->
    [ok] OK
    [warning] Revisar
   *[wrong] ERROR
}
finding-none-wrong = Todo está bien.
finding-count-wrong = { $count ->
    [one] { $count } cosa está mal.
   *[other] { $count } cosas están mal.
}
finding-count-warning = { $count ->
    [one] { $count } cosa merece un vistazo.
   *[other] { $count } cosas merecen un vistazo.
}

# What was found, and what mends it.
finding-settings-read = Todos los ajustes se pueden usar.
finding-setting-wrong = { $says }
    .mend = Corrígelo en el entorno o en .env.
finding-file-open-to-others = Otros en esta máquina pueden leer .env y sus secretos.
    .mend = Ejecuta: chmod 600 .env
finding-check-broken = Esta comprobación falló: { $error }.
    .mend = Comunícalo, con la versión de Encore.
finding-check-slow = No llegó nada en { $seconds } segundos.
    .mend = Prueba otra vez. Si sigue así, revisa la red de esta máquina.
finding-not-asked = Esto no se pudo preguntar.
    .mend = Arregla antes lo que está mal arriba o abajo.

finding-token-taken = Discord lo acepta. El bot es { $name }.
finding-token-refused = Discord no lo acepta.
    .mend = Copia el token del bot del portal de desarrolladores de Discord a DISCORD_TOKEN.
finding-discord-silent = { $why ->
    [timeout] Discord no respondió a tiempo.
    [certificate] Desde aquí no se puede confiar en el certificado de Discord.
    [broken] Discord cortó su respuesta.
   *[no-connection] Desde aquí no se llega a Discord.
}
    .mend = Comprueba la red, su proxy y DISCORD_API_URL.
finding-not-discord = Esta no es una respuesta de Discord: { $status }.
    .mend = Corrige DISCORD_API_URL o quítalo.
finding-discord-busy = Discord tiene problemas o pide paciencia: { $status }.
    .mend = Mira otra vez en un minuto.
finding-sessions-low = Discord solo deja empezar { $left } de { $total } sesiones más hoy.
    .mend = Mira en el registro por qué el bot arranca una y otra vez.
finding-application-fine = Las respuestas van por el gateway y no se pide ningún intent especial.
finding-interactions-elsewhere = Discord envía los comandos a una dirección y no al bot.
    .mend = Vacía «Interactions Endpoint URL» en el portal de desarrolladores de Discord.
finding-code-grant = Nadie puede invitar al bot con un enlace normal.
    .mend = Desactiva «Requires OAuth2 Code Grant» en el portal de desarrolladores de Discord.
finding-intents-spare = Hay intents especiales activados que Encore no necesita.
    .mend = Desactívalos en Bot, en el portal de desarrolladores de Discord.
finding-commands-equal = Discord muestra los { $count } comandos de esta versión.
finding-commands-differ = Discord muestra otros comandos: { $names }.
    .mend = Arranca el bot. Los actualiza él mismo.
finding-commands-unread = Discord no dice los comandos: { $status }.
    .mend = Prueba en un minuto.

finding-key-taken = La clave { $name } es buena. Su cuenta tiene { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
}.
finding-key-low = A la cuenta de la clave { $name } solo le { $count ->
    [one] queda { $count } crédito
   *[other] quedan { $count } créditos
}.
    .mend = Compra más en MusicAPI pronto.
finding-key-empty = La cuenta de la clave { $name } no puede pagar una canción: { $count ->
    [one] queda { $count } crédito
   *[other] quedan { $count } créditos
}.
    .mend = Compra más en MusicAPI o añade otra clave.
finding-key-refused = MusicAPI no acepta la clave { $name }.
    .mend = Copia la clave del panel de MusicAPI y revisa allí tu plan.
finding-vendor-silent = { $why ->
    [timeout] MusicAPI no respondió a tiempo.
    [certificate] Desde aquí no se puede confiar en el certificado de MusicAPI.
    [broken] MusicAPI cortó su respuesta.
   *[no-connection] Desde aquí no se llega a MusicAPI.
}
    .mend = Comprueba la red, su proxy y MUSICAPI_URL.
finding-vendor-odd = MusicAPI no dijo sus créditos: { $status }.
    .mend = Comprueba MUSICAPI_URL. Si es correcto, prueba más tarde.
finding-vendor-stopped = { $minutes ->
    [one] MusicAPI no acepta nada desde hace { $minutes } minuto. Las canciones nuevas esperan.
   *[other] MusicAPI no acepta nada desde hace { $minutes } minutos. Las canciones nuevas esperan.
}
    .mend = Mira tu cuenta y MusicAPI. Encore sigue por sí solo.
finding-families-offered = Pueden crear canciones nuevas: { $names }.
finding-operations-retired = MusicAPI retiró: { $names }.
    .mend = Espera o vuelve a ofrecerlo con /operator retired.
finding-no-new-songs = Nada aquí puede crear canciones nuevas.
    .mend = Nombra otras familias en MUSICAPI_FAMILIES.

finding-clock-right = Está en hora.
finding-clock-off = { $seconds ->
    [one] Se desvía { $seconds } segundo.
   *[other] Se desvía { $seconds } segundos.
}
    .mend = Deja que el sistema ajuste su reloj por la red (NTP).
finding-clock-unknown = Nadie dijo la hora con la que comparar.
    .mend = Arregla antes el acceso a Discord y MusicAPI.

finding-database-ready = { $kind } { $version } tiene el esquema { $schema }.
finding-database-missing = Aún no hay base de datos.
    .mend = Arranca el bot. Crea una.
finding-database-away = { $says }
    .mend = Comprueba DATABASE_URL y que el servidor de la base de datos funcione.
finding-database-empty = La base de datos está vacía.
    .mend = Arranca el bot o ejecuta: python -m bot migrate
finding-schema-old = La base de datos tiene el esquema { $schema }, y esta versión necesita { $needed }.
    .mend = Arranca el bot o ejecuta: python -m bot migrate
finding-schema-new = { $says }
    .mend = Usa aquí la versión más nueva de Encore.
finding-no-wal = SQLite lleva su diario como { $mode }, y las lecturas esperan.
    .mend = Cierra lo demás que use el archivo y vuelve a arrancar el bot.
finding-folder-closed = { $which ->
    [database] No se puede escribir en la carpeta de la base de datos.
   *[files] No se puede escribir en la carpeta de las canciones en camino.
}
    .mend = Da al usuario del bot permiso para escribir ahí.
finding-disk-full = { $which ->
    [database] Quedan { $megabytes } MB en el disco de la base de datos.
   *[files] Quedan { $megabytes } MB en el disco de las canciones en camino.
}
    .mend = Haz sitio antes de que se llene.
finding-disk-free = { $which ->
    [database] Quedan { $megabytes } MB en el disco de la base de datos.
   *[files] Quedan { $megabytes } MB en el disco de las canciones en camino.
}

finding-processes-alive = Con vida hace un momento: { $names }.
finding-process-silent = { $minutes ->
    [one] { $name } calla desde hace { $minutes } minuto.
   *[other] { $name } calla desde hace { $minutes } minutos.
}
    .mend = Arráncalo otra vez, salvo que lo hayas parado.
finding-processes-none = El bot no funciona sobre esta base de datos.
    .mend = Arráncalo.
finding-process-well = El proceso de esta máquina dice que está listo.
finding-process-unwell = El proceso de esta máquina no está bien: { $says }.
    .mend = Mira su registro. Si sigue así, arráncalo otra vez.
finding-shards-missing = Shards conectados: { $connected } de { $known }.
    .mend = Espera un minuto. Luego mira el registro.
finding-loop-quick = Se retrasa { $milliseconds } ms como máximo.
finding-loop-slow = Se ha retrasado { $milliseconds } ms hace un momento.
    .mend = Da más CPU al proceso o reparte los shards.
finding-loop-often-slow = Se retrasó en el { $percent } % de las mediciones.
    .mend = Da más CPU al proceso o reparte los shards.

finding-door-off = Están desactivados. Se pregunta a MusicAPI cada pocos segundos.
finding-door-open = Se llega a la dirección desde aquí, y Encore responde.
finding-door-asleep = Allí no responde nadie mientras el bot no funciona.
    .mend = Arranca el bot y mira otra vez.
finding-door-closed = { $why ->
    [timeout] Nadie responde a tiempo en WEBHOOK_URL.
    [broken] La respuesta en WEBHOOK_URL se cortó.
   *[no-connection] Nadie responde en WEBHOOK_URL.
}
    .mend = Comprueba el nombre, el cortafuegos y el camino a WEBHOOK_LISTEN.
finding-door-elsewhere = En WEBHOOK_URL responde otro: { $status }.
    .mend = Haz que el proxy de allí pase /musicapi/ a WEBHOOK_LISTEN.
finding-door-private = WEBHOOK_URL lleva a una dirección privada. MusicAPI no puede llegar ahí.
    .mend = Nombra una dirección de la internet abierta.
finding-door-untrusted = No se puede confiar en el certificado de WEBHOOK_URL.
    .mend = Renuévalo y haz que el proxy envíe la cadena entera.

finding-zones-known = Se conocen { $count } zonas horarias.
finding-zones-missing = Aquí no se conocen las zonas horarias del mundo.
    .mend = Instala tzdata.
finding-media-ready = Se pueden reducir canciones y dibujar imágenes.
finding-encoder-missing = Sin { $names } no se pueden leer ni reducir canciones.
    .mend = Instala otra vez requirements/run.txt.
finding-fonts-missing = Faltan las fuentes para /family.
    .mend = Instala otra vez requirements/run.txt.

# The panel of /operator doctor.
findings-title = Doctor
findings-line = { $grade } · **{ $check }** · { $says }
findings-more = { $count ->
    [one] { $count } más en: python -m bot doctor
   *[other] { $count } más en: python -m bot doctor
}

# Check… in /settings, for whoever manages the server.
server-check = Revisión
server-check-explained = Mira dónde puede publicar Encore y qué impide las canciones.
server-check-button = Revisar…
server-check-title = Revisión de este servidor
server-check-line = { $grade } · { $says }
server-check-grant = Abre Editar canal, Permisos, y permíteselo a Encore.
server-check-ask-operator = Pregunta a quien gestiona este bot. Mira /about.
server-check-unknown = Encore no está en este servidor o acaba de arrancar.
    .mend = Invita al bot o mira otra vez en un minuto.
server-check-taken = Se aceptan canciones nuevas.
server-check-blocked = Este servidor está bloqueado.
server-check-paused = Las canciones nuevas están en pausa.
server-check-vendor-stopped = MusicAPI no acepta nada ahora. Encore volverá a preguntar { $when }.
    .mend = Aquí no hay nada que hacer. Sigue por sí solo.
server-check-credits = El saldo de este servidor este mes es de { $left }.
server-check-no-credits = El saldo de este servidor es de { $left }, muy poco para una canción. Llegan más { $resets }.
server-check-fine = { $count ->
    [one] Se pueden publicar canciones en { $count } canal.
   *[other] Se pueden publicar canciones en { $count } canales.
}
server-check-nowhere = No hay ningún canal donde pedir y publicar una canción.
    .mend = Deja entrar a Encore en un canal y mira Canales en «Quién y dónde».
server-check-lacking = En { $channels }, a Encore le falta: { $permissions }.
server-check-unseen = Encore no ve { $channels }.
    .mend = Para crear canciones ahí, permite «Ver canal» a Encore.
server-check-threads = En los hilos de { $channels }, a Encore le falta: { $permissions }.
server-check-unread = Para responder en { $channels }, a Encore le falta: { $permissions }.
server-check-log = Los avisos se escriben en { $channel }.
server-check-log-closed = Para escribir avisos en { $channel }, a Encore le falta: { $permissions }.
server-check-log-gone = El canal de registro se eliminó.
    .mend = Elige otro en /settings, General.
server-check-showcase = Los clips que más gustan se muestran en { $channel }.
server-check-showcase-closed = Para mostrar clips en { $channel }, a Encore le falta: { $permissions }.
server-check-showcase-gone = El canal del escaparate se eliminó.
    .mend = Elige otro con /showcase set.
server-check-moderators = La moderación ve las peticiones y denuncias en { $channel }.
server-check-moderators-closed = Para preguntar a la moderación en { $channel }, a Encore le falta: { $permissions }.
server-check-moderators-gone = El canal de moderación se eliminó.
    .mend = Elige otro en /settings, Moderación.
server-check-approval-nowhere = Las canciones esperan aprobación y nadie de moderación las ve.
    .mend = Elige un canal en /settings, Moderación, o desactiva la aprobación.
server-check-language = Todos leen a Encore en { $language }.
server-check-language-unknown = Esta versión no habla el idioma elegido. Todos leen inglés.
    .mend = Elige otro en /settings, General.
server-check-gone = { $count ->
    [one] Se eliminó { $count } canal o rol de los límites.
   *[other] Se eliminaron { $count } canales o roles de los límites.
}
    .mend = Quítalos en /settings, donde aparecen como eliminados.
server-check-intents = Encore no pide ningún intent especial. No hace falta permitir nada para ello.
