# Commands as they stand in Discord's list, with their options as attributes: at most 100 characters each.

command-song = Mach einen Song aus ein paar Worten oder deinem Songtext
    .prompt = Wie der Song sein soll, zum Beispiel: R&B-Pop
    .title = Der Titel des Songs
    .style = Genre, Stimme, Tempo, Stimmung
    .lyrics = Was gesungen wird. /lyrics hat Platz für Zeilen und Strophen.
    .instrumental = Ganz ohne Gesang
    .model = Welches Modell ihn macht. Ohne Angabe dein Standard.
    .persona = Wer singt: eine Persona von diesem Server
    .voice = Welche Stimme singt, wenn das Modell die Wahl lässt
    .avoid = Stile, die fehlen sollen, wenn das Modell das kann
command-lyrics = Mach einen Song aus einem Songtext, mit Platz zum Schreiben
    .model = Welches Modell ihn macht. Ohne Angabe dein Standard.
command-write = Lass einen Songtext zu einem Thema schreiben, in zwei Versionen zur Wahl
    .topic = Worum es im Song geht, zum Beispiel: ein Leuchtturm im Winter
command-style = Mach aus ein paar Stichworten einen ganzen Stil
    .words = Ein paar Stichworte, zum Beispiel: Lo-Fi, Regen
command-family = Zeig den Stammbaum eines Songs: Original, Verlängerungen, Cover
    .clip = Ein Clip des Songs. Ohne Angabe der neueste, den du sehen kannst.
command-credits = Zeig die Credits dieses Servers: verbraucht, reserviert, übrig
command-persona = Zeig oder lösche Personas und Stimmen dieses Servers
command-persona-list = Zeig die Personas und Stimmen dieses Servers
command-persona-delete = Lösche eine Persona von dir. Wer den Server verwaltet, kann jede löschen.
    .persona = Welche Persona

# In the menu of a message.
message-command-song = Song daraus machen
