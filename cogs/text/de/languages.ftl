# The language in which everybody in a server is spoken to. Each language is called by its own name.

settings-language = Sprache
settings-language-label = Was alle lesen
settings-language-hint = Private Antworten folgen dem Discord jedes Mitglieds.
settings-language-explained = Songs und Benachrichtigungen sprechen sie. Private Antworten sprechen die Sprache jedes Mitglieds.
settings-language-discord = Wie in Discord
settings-language-discord-now = Wie in Discord: { $language }
