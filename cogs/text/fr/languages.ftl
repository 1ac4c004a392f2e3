# The language in which everybody in a server is spoken to. Each language is called by its own name.

settings-language = Langue
settings-language-label = Ce que tout le monde lit
settings-language-hint = Les réponses privées suivent le Discord de chacun.
settings-language-explained = Les chansons et les notifications la parlent. Les réponses privées parlent la langue de chaque membre.
settings-language-discord = Comme dans Discord
settings-language-discord-now = Comme dans Discord : { $language }
