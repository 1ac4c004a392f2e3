# Commands as they stand in Discord's list, with their options as attributes: at most 100 characters each.

command-song = Crea una canción con unas pocas palabras o con tu letra
    .prompt = Cómo debe ser la canción, por ejemplo: pop r&b
    .title = El título de la canción
    .style = Género, voz, tempo, ambiente
    .lyrics = Lo que se canta. /lyrics tiene sitio para versos y estrofas.
    .instrumental = Sin ninguna voz
    .model = El modelo que la crea. Vacío: tu modelo predeterminado.
    .persona = Quién canta: un personaje creado en este servidor
    .voice = Qué voz canta, si el modelo deja elegir
    .avoid = Estilos que evitar, si el modelo lo permite
command-lyrics = Crea una canción con una letra, con sitio para escribirla
    .model = El modelo que la crea. Vacío: tu modelo predeterminado.
command-write = Pide una letra sobre un tema, en dos versiones para elegir
    .topic = De qué trata la canción, por ejemplo: un faro en invierno
command-style = Convierte unas pocas palabras en un estilo completo
    .words = Unas pocas palabras, por ejemplo: lofi, lluvia
command-family = Muestra el árbol de una canción: original, extensiones y covers
    .clip = Un clip de la canción. Vacío: el más reciente que puedas ver.
command-credits = Muestra los créditos de este servidor: usados, reservados y los que quedan
command-persona = Muestra o elimina los personajes y las voces de este servidor
command-persona-list = Muestra los personajes y las voces de este servidor
command-persona-delete = Elimina un personaje tuyo. Quien gestiona el servidor puede eliminar cualquiera.
    .persona = Qué personaje

# In the menu of a message.
message-command-song = Hacer una canción con esto
