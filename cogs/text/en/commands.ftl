# Commands as they stand in Discord's list, with their options as attributes: at most 100 characters each.

command-song = Make a song from a few words or from your lyrics
    .prompt = What the song should be like, such as: r&b pop
    .title = The song's title
    .style = Genre, voice, tempo, mood
    .lyrics = What is sung. /lyrics has room for lines and verses.
    .instrumental = Make it without any voice
    .model = Which model makes it. Leave it out for your default.
    .persona = Who sings: a persona made on this server
    .voice = Whose voice sings, where the model can choose
    .avoid = Styles to leave out, where the model can
command-lyrics = Make a song from lyrics, with room to write them
    .model = Which model makes it. Leave it out for your default.
command-write = Write lyrics about a topic, in two versions to choose from
    .topic = What the song is about, such as: a lighthouse in winter
command-style = Turn a few words into a whole style
    .words = A few words, such as: lofi, rain
command-family = Show a song's tree: its original, its extensions, its covers
    .clip = Any clip of the song. Leave it out for the newest that you can see.
command-credits = Show this server's credits: used, held and left
command-persona = Show or delete this server's personas and voices
command-persona-list = Show this server's personas and voices
command-persona-delete = Delete a persona that you made. Server managers can delete any.
    .persona = Which persona

# In the menu of a message.
message-command-song = Make a song of this
