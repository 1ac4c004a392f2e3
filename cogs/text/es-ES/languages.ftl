# The language in which everybody in a server is spoken to. Each language is called by its own name.

settings-language = Idioma
settings-language-label = Lo que leen todos
settings-language-hint = Las respuestas privadas siguen el Discord de cada uno.
settings-language-explained = Lo hablan las canciones y los avisos. Las respuestas privadas hablan el idioma de cada miembro.
settings-language-discord = El de Discord
settings-language-discord-now = El de Discord: { $language }
