# The language in which everybody in a server is spoken to. Each language is called by its own name.

settings-language = Language
settings-language-label = What everybody reads
settings-language-hint = Private answers follow each member's Discord.
settings-language-explained = Songs and notices speak it. Private answers speak each member's own language.
settings-language-discord = As Discord says
settings-language-discord-now = As Discord says: { $language }
