# The language in which everybody in a server is spoken to. Each language is called by its own name.

settings-language = 言語
settings-language-label = 全員に表示される言語
settings-language-hint = 本人だけへの返信は、各自のDiscordの言語になります。
settings-language-explained = 曲と通知の言語です。本人だけへの返信は、メンバーそれぞれの言語になります。
settings-language-discord = Discordの設定どおり
settings-language-discord-now = Discordの設定どおり：{ $language }
