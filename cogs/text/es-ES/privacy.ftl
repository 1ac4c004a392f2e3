# The panel of /privacy, the questions before everything is deleted, and what is stored of whom.
# `stored-…` is what stands in docs/privacy.md as well; its `.ends` says what a deletion makes of it.

command-privacy = Mira, descarga o elimina lo que Encore guarda sobre ti

privacy-title = Tus datos
privacy-reach = Vale para todos los servidores que compartes con Encore.
privacy-stored = Lo que Encore guarda sobre ti
privacy-not-stored = No guarda nombres, ni audio, ni mensajes tuyos.
privacy-vendor =
    MusicAPI recibe tus palabras y grabaciones, nunca tu nombre ni tu identificador de Discord.
    Encore no puede eliminar lo que guarda MusicAPI.
privacy-export-button = Descargar mis datos
privacy-delete-button = Eliminar mis datos…
privacy-policy-button = Política de privacidad
privacy-terms-button = Condiciones del servicio

stored-songs = Tus canciones: tus palabras, las respuestas de MusicAPI y los identificadores de Discord tuyos, del servidor, del canal y del mensaje.
    .ends = Se elimina todo. Queda una línea de créditos sin ti.
stored-clips = Los clips de tus canciones: títulos, letras y dónde guarda MusicAPI el audio.
    .ends = Se elimina todo. Los botones de debajo dejan de funcionar.
stored-personas = Los personajes y las voces que creaste.
    .ends = Se eliminan, para todo el servidor.
stored-drafts = Formularios y comandos rechazados y peticiones que esperan tu respuesta, un día como máximo.
    .ends = Se eliminan.
stored-choices = Tu modelo y si Encore te menciona.
    .ends = Se eliminan.
stored-library = Tus favoritos, votos y playlists.
    .ends = Se eliminan.
stored-server = Lo que eligió un servidor y cuándo se le dio la bienvenida.
    .ends = Se queda, porque no trata de ti.
stored-credits = Cuántos créditos le costó cada canción a su servidor.
    .ends = Se queda para las cuentas, sin ti. Lo que usaste queda 33 días, bajo un número hecho de tu id.
stored-small = Qué respuestas no llegaron a nadie, durante 30 días. Quién espera una respuesta, durante 15 minutos. Qué mensajes quedan por quitar, durante un día.
    .ends = Se elimina.
stored-admins = Lo que cambiaron administradores y operadores, y quién lo hizo. A quién bloquean.
    .ends = El cambio se queda, sin ti. Quien está bloqueado lo sigue estando.
stored-moderation = Lo que se preguntó a la moderación: tus peticiones, tus denuncias con sus palabras y las denuncias de tus canciones.
    .ends = Se elimina. Lo que decidiste al moderar se queda, sin ti.
stored-erasures = Que pediste eliminar tus datos, hasta que se haga.
    .ends = Se elimina al final.
stored-workings = Lo que se dicen entre sí los procesos de Encore.
    .ends = Se queda. No trata de nadie.

delete-title = Eliminar mis datos
delete-what =
    Esto elimina tus datos en todos los servidores.
    Las canciones en la cola se cancelan, y sus servidores recuperan los créditos.
    Las canciones que MusicAPI está creando se publican antes y luego se eliminan.
    Lo que otros hicieron con tus canciones sigue siendo suyo.
delete-messages =
    Los mensajes de tus canciones en Discord no se incluyen, salvo que lo pidas.
    Encore puede quitar la mayoría. Los avisos y los mensajes privados se quedan hasta que los cierres o elimines.
delete-messages-stay-button = Eliminar datos, dejar mensajes
delete-messages-go-button = Eliminar datos y mensajes
delete-keep-button = Conservar mis datos
delete-sure = ¿Seguro? Nadie puede recuperarlo, ni las copias más nuevas del operador.
delete-sure-messages-go = También se eliminan los mensajes con tus canciones.
delete-sure-messages-stay = Los mensajes con tus canciones se quedan en sus canales.
delete-sure-button = Sí, eliminar para siempre
delete-kept = No se eliminó nada.
delete-done = Tus datos se han eliminado. Encore olvida esta petición en un minuto.
delete-begun =
    Tus datos se están eliminando. No tienes que hacer nada más.
    Las canciones que se están creando se publican antes y luego se eliminan.
delete-backups = -# Las copias que el operador hizo antes los conservan hasta que se tiren.

export-first = Esto es lo que Encore guarda sobre ti. No lo compartas.
# { $part } counts from 1.
export-next = Parte { $part } de tus datos.
export-alt = Tus datos como texto en JSON.

# Stands where a member would be mentioned, of whom nothing is left.
erased-member = alguien sin datos

retention-title = Canciones de este servidor
retention-explained =
    Aquí Encore puede borrar las palabras de canciones antiguas: prompts, títulos, estilos y letras.
    Las canciones se quedan, y sus créditos también.
retention-placeholder = Cuánto tiempo guardar las palabras
retention-for-ever = Guardar las palabras para siempre
# { $count } is a number of days.
retention-days = { $count ->
    [one] Borrar las palabras tras { $count } día
   *[other] Borrar las palabras tras { $count } días
 }
retention-now-for-ever = Las palabras se guardan para siempre.
retention-now-days = { $count ->
    [one] Las palabras se borran tras { $count } día.
   *[other] Las palabras se borran tras { $count } días.
 }
retention-purge = Treinta días después de salir de un servidor, Encore borra todo lo de allí salvo los créditos.
