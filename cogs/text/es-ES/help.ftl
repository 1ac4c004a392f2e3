# What people read first: /help, /about, the greeting of a new server, and the songs that one press makes.

command-help = Mira lo que hace Encore, con canciones para probar
command-about = Mira la versión, la privacidad y quién gestiona este bot

help-title = Crea canciones con Encore
help-commands =
    Escribe **/song** y unas palabras para crear una canción.
    Escribe **/lyrics** para que se cante tu propia letra.
    Escribe **/upload** para trabajar con una grabación tuya.
# { $left } is how many credits the server has left.
help-price = Una canción cuesta { credits }. El saldo de este servidor este mes es de { $left }. Una canción fallida no cuesta nada.
help-examples = O pulsa una de estas:
help-more =
    Pulsa los botones bajo una canción para extenderla, hacer un cover y más.
    Mira lo que queda con **/credits**. Desactiva los avisos con **/settings**.
    -# Quién gestiona este bot y qué guarda: **/about**.
help-nobody-can = Ahora mismo ningún modelo crea canciones. Prueba más tarde.
help-managers =
    El operador fija lo que este servidor puede gastar cada mes.
    Desactiva los avisos para todos con **/settings**.
    Elige el modelo de las canciones de este servidor con **/model server**.
    Elige quién puede usar cada comando en Ajustes del servidor, Integraciones, Encore.
    .title = Para quien gestiona el servidor

about-title = Encore { $version }
about-made-with-ai = Encore convierte palabras en canciones. Las crean modelos de IA de MusicAPI.
# { $when } is a live clock, such as “3 minutes ago”.
about-vendor-answered = MusicAPI respondió por última vez { $when }.
about-vendor-never = MusicAPI aún no ha creado nada para este bot.
about-vendor-silent = Una petición se quedó sin respuesta { $when }.
about-vendor-paused = MusicAPI pidió una pausa. Las canciones siguen { $when }.
about-vendor-known-from = -# Es lo que ha visto Encore. MusicAPI no publica su estado.
about-privacy =
    Encore lee los comandos, botones y formularios que usas.
    Lee los mensajes y las grabaciones que le das, y ningún otro.
    Guarda tus palabras, las respuestas de MusicAPI y los identificadores de Discord. No guarda nombres ni audio.
    MusicAPI recibe las palabras y las grabaciones, nunca tu nombre.
    Mira, descarga o elimina lo que guarda con **/privacy**.
    .title = Privacidad
about-policy = **Política de privacidad** { $address }
about-terms = **Condiciones del servicio** { $address }
# { $contact } is what the operator wrote of themselves.
about-operator = **Lo gestiona** { $contact }
about-operator-unnamed = **Lo gestiona** un operador que no dejó contacto. Pregunta a quien invitó al bot.
about-source = **Código fuente** { $address }
about-license = **Licencia** MIT

welcome-title = Encore crea canciones aquí
welcome-text =
    Escribe **/song** y unas palabras, y aparecerá una canción terminada en tu canal.
    Pulsa los botones de debajo para extenderla, hacer un cover y más.
# { $allowance } is how many credits the server may spend each month.
welcome-price = Una canción cuesta { credits }. Este servidor tiene { $allowance } cada mes.
welcome-try = Pulsa una para oír tu primera canción:
welcome-privacy = Encore solo lee lo que le das. Mira qué guarda con **/about**.
welcome-limits =
    Quien gestiona el servidor puede desactivar sus avisos con **/settings**.
    En Ajustes del servidor, Integraciones, se elige quién puede usar cada comando.
welcome-more = -# **/help** vuelve a mostrar todo esto, solo a ti.

# { $song } is the name of an example, { $count } its price.
example-button = { $song } · { credits }
example-rain = Lo-fi con lluvia
    .prompt = ritmos lo-fi tranquilos para una tarde de lluvia
example-birthday = Canción de cumpleaños
    .prompt = una alegre canción de cumpleaños con palmas y un coro
example-drive = Paseo nocturno
    .prompt = synthwave para conducir por la ciudad de noche
