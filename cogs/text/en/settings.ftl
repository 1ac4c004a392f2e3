# The panel of /settings.

command-settings = Choose when Encore mentions you

settings-title = Settings
settings-on = On
settings-off = Off
# { $what } is the name of a setting.
settings-turn-on = Turn on: { $what }
settings-turn-off = Turn off: { $what }
settings-managers-only = Only people who may manage this server can change that.

settings-my-notices = My notices
    .explained = Encore mentions you when your song took over a minute. This holds in every server.
    .overruled = This server turned notices off for everybody.
settings-server-notices = This server's notices
    .explained = Off means that Encore mentions nobody in this server.
settings-integrations = Choose members, roles and channels in Server Settings, Integrations, Encore.
    .title = Who may use Encore
