# The language in which everybody in a server is spoken to. Each language is called by its own name.

settings-language = Idioma
settings-language-label = O que todos leem
settings-language-hint = As respostas privadas seguem o Discord de cada membro.
settings-language-explained = As músicas e os avisos usam este idioma. As respostas privadas usam o de cada membro.
settings-language-discord = Como no Discord
settings-language-discord-now = Como no Discord: { $language }
