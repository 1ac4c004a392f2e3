# The language in which everybody in a server is spoken to. Each language is called by its own name.

settings-language = 语言
settings-language-label = 所有人看到的语言
settings-language-hint = 私密回复使用每位成员自己的 Discord 语言。
settings-language-explained = 歌曲和通知使用这种语言。私密回复使用每位成员自己的语言。
settings-language-discord = 跟随 Discord
settings-language-discord-now = 跟随 Discord：{ $language }
