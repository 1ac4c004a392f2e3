# Whether Encore can work: what it lacks in a channel, and the checks of /settings and /operator doctor.

# What Discord's own settings call its permissions; the keys are names of its interface.
permission-name = { $permission ->
    [view_channel] View Channel
    [send_messages] Send Messages
    [send_messages_in_threads] Send Messages in Threads
    [embed_links] Embed Links
    [attach_files] Attach Files
    [read_message_history] Read Message History
   *[connect] Connect
}

problem-cannot-post = To post songs here, Encore needs { $permissions }. Ask a manager of this server to grant it.
problem-thread-locked = This thread is locked. Ask for your song in another channel.

# What `python -m bot doctor` and /operator doctor look at, and how it is.
finding-check = { $check ->
    [settings] Settings
    [token] Discord token
    [application] Discord app
    [commands] Commands
    [key] MusicAPI
    [families] Models
    [clock] Clock
    [database] Database
    [disk] Disk
    [processes] Processes
    [loop] Event loop
    [webhooks] Webhooks
    [zones] Time zones
   *[media] Sound, pictures
}
finding-grade = { $grade ->
    [ok] OK
    [warning] Look
   *[wrong] WRONG
}
finding-none-wrong = Nothing is wrong.
finding-count-wrong = { $count ->
    [one] { $count } thing is wrong.
   *[other] { $count } things are wrong.
}
finding-count-warning = { $count ->
    [one] { $count } thing is worth a look.
   *[other] { $count } things are worth a look.
}

# What was found, and what mends it.
finding-settings-read = All settings can be used.
finding-setting-wrong = { $says }
    .mend = Correct it in the environment or in .env.
finding-file-open-to-others = Others on this machine can read .env and its secrets.
    .mend = Run: chmod 600 .env
finding-check-broken = This check broke: { $error }.
    .mend = Report it, with the version of Encore.
finding-check-slow = Nothing came within { $seconds } seconds.
    .mend = Try again. Look at the network of this machine if it stays so.
finding-not-asked = This could not be asked.
    .mend = Mend what is wrong above or below first.

finding-token-taken = Discord takes it. The bot is { $name }.
finding-token-refused = Discord does not take it.
    .mend = Copy the bot's token from Discord's developer portal into DISCORD_TOKEN.
finding-discord-silent = { $why ->
    [timeout] Discord did not answer in time.
    [certificate] Discord's certificate cannot be trusted from here.
    [broken] Discord broke off its answer.
   *[no-connection] There is no way to Discord from here.
}
    .mend = Check the network, its proxy, and DISCORD_API_URL.
finding-not-discord = This is no answer of Discord's: { $status }.
    .mend = Correct DISCORD_API_URL, or leave it out.
finding-discord-busy = Discord is in trouble, or asks for patience: { $status }.
    .mend = Look again in a minute.
finding-sessions-low = Discord lets only { $left } of { $total } more sessions begin today.
    .mend = Look in the log for why the bot starts again and again.
finding-application-fine = People are answered over the gateway, and no special intent is asked for.
finding-interactions-elsewhere = Discord sends commands to an address, and not to the bot.
    .mend = Empty “Interactions Endpoint URL” in Discord's developer portal.
finding-code-grant = Nobody can invite the bot by a plain link.
    .mend = Turn off “Requires OAuth2 Code Grant” in Discord's developer portal.
finding-intents-spare = Special intents are on that Encore does not need.
    .mend = Turn them off under Bot in Discord's developer portal.
finding-commands-equal = Discord shows the { $count } commands of this version.
finding-commands-differ = Discord shows other commands: { $names }.
    .mend = Start the bot. It brings them up to date by itself.
finding-commands-unread = Discord does not tell the commands: { $status }.
    .mend = Try again in a minute.

finding-key-taken = The key { $name } is good. Its account has { $count ->
    [one] { $count } credit
   *[other] { $count } credits
}.
finding-key-low = The account of the key { $name } has only { $count ->
    [one] { $count } credit
   *[other] { $count } credits
} left.
    .mend = Buy more at MusicAPI soon.
finding-key-empty = The account of the key { $name } cannot pay for a song: { $count ->
    [one] { $count } credit
   *[other] { $count } credits
} left.
    .mend = Buy more at MusicAPI, or add another key.
finding-key-refused = MusicAPI does not take the key { $name }.
    .mend = Copy the key from MusicAPI's dashboard, and look at your plan there.
finding-vendor-silent = { $why ->
    [timeout] MusicAPI did not answer in time.
    [certificate] MusicAPI's certificate cannot be trusted from here.
    [broken] MusicAPI broke off its answer.
   *[no-connection] There is no way to MusicAPI from here.
}
    .mend = Check the network, its proxy, and MUSICAPI_URL.
finding-vendor-odd = MusicAPI did not tell its credits: { $status }.
    .mend = Check MUSICAPI_URL. Try again later if it is right.
finding-vendor-stopped = { $minutes ->
    [one] MusicAPI has taken nothing for { $minutes } minute. New songs wait.
   *[other] MusicAPI has taken nothing for { $minutes } minutes. New songs wait.
}
    .mend = Look at your account and at MusicAPI. Encore goes on by itself.
finding-families-offered = New songs can be made by { $names }.
finding-operations-retired = MusicAPI took away: { $names }.
    .mend = Wait, or offer it again with /operator retired.
finding-no-new-songs = Nothing here can make new songs.
    .mend = Name other families in MUSICAPI_FAMILIES.

finding-clock-right = It is right.
finding-clock-off = { $seconds ->
    [one] It is { $seconds } second off.
   *[other] It is { $seconds } seconds off.
}
    .mend = Let the system set its clock by the network (NTP).
finding-clock-unknown = Nobody told the time to compare with.
    .mend = Mend the way to Discord and MusicAPI first.

finding-database-ready = { $kind } { $version } has schema { $schema }.
finding-database-missing = There is no database yet.
    .mend = Start the bot. It makes one.
finding-database-away = { $says }
    .mend = Check DATABASE_URL, and whether the server runs.
finding-database-empty = The database is empty.
    .mend = Start the bot, or run: python -m bot migrate
finding-schema-old = The database has schema { $schema }, and this version needs { $needed }.
    .mend = Start the bot, or run: python -m bot migrate
finding-schema-new = { $says }
    .mend = Run the newer version of Encore here.
finding-no-wal = SQLite keeps its journal as { $mode }, and readers wait.
    .mend = Stop what else uses the file, and start the bot again.
finding-folder-closed = { $which ->
    [database] The folder of the database cannot be written to.
   *[files] The folder for songs on their way cannot be written to.
}
    .mend = Give the bot's user the right to write there.
finding-disk-full = { $which ->
    [database] The disk of the database has { $megabytes } MB left.
   *[files] The disk for songs on their way has { $megabytes } MB left.
}
    .mend = Make room before it is full.
finding-disk-free = { $which ->
    [database] The disk of the database has { $megabytes } MB left.
   *[files] The disk for songs on their way has { $megabytes } MB left.
}

finding-processes-alive = Alive a moment ago: { $names }.
finding-process-silent = { $minutes ->
    [one] { $name } fell silent { $minutes } minute ago.
   *[other] { $name } fell silent { $minutes } minutes ago.
}
    .mend = Start it again, unless you stopped it.
finding-processes-none = The bot does not run on this database.
    .mend = Start it.
finding-process-well = The process on this machine says that it is ready.
finding-process-unwell = The process on this machine is not well: { $says }.
    .mend = Look at its log. Start it again if it stays so.
finding-shards-missing = { $connected } of { $known } shards are connected.
    .mend = Wait a minute. Then look at the log.
finding-loop-quick = It is late by { $milliseconds } ms at most.
finding-loop-slow = It was late by { $milliseconds } ms just now.
    .mend = Give the process more CPU, or spread the shards.
finding-loop-often-slow = It was late in { $percent }% of all looks.
    .mend = Give the process more CPU, or spread the shards.

finding-door-off = They are off. MusicAPI is asked every few seconds.
finding-door-open = The address is reached from here, and Encore answers.
finding-door-asleep = Nobody answers there while the bot does not run.
    .mend = Start the bot, and look again.
finding-door-closed = { $why ->
    [timeout] Nobody answers at WEBHOOK_URL in time.
    [broken] The answer at WEBHOOK_URL broke off.
   *[no-connection] Nobody answers at WEBHOOK_URL.
}
    .mend = Check the name, the firewall, and the way to WEBHOOK_LISTEN.
finding-door-elsewhere = Somebody else answers at WEBHOOK_URL: { $status }.
    .mend = Let the proxy there pass /musicapi/ on to WEBHOOK_LISTEN.
finding-door-private = WEBHOOK_URL leads to a private address. MusicAPI cannot come there.
    .mend = Name an address of the open internet.
finding-door-untrusted = The certificate at WEBHOOK_URL cannot be trusted.
    .mend = Renew it, and let the proxy send the whole chain.

finding-zones-known = { $count } time zones are known.
finding-zones-missing = The time zones of the world are not known here.
    .mend = Install tzdata.
finding-media-ready = Songs can be made smaller, and pictures drawn.
finding-encoder-missing = Songs cannot be read or made smaller without { $names }.
    .mend = Install requirements/run.txt again.
finding-fonts-missing = The fonts for /family are missing.
    .mend = Install requirements/run.txt again.

# The panel of /operator doctor.
findings-title = Doctor
findings-line = { $grade } · **{ $check }** · { $says }
findings-more = { $count ->
    [one] { $count } more is in: python -m bot doctor
   *[other] { $count } more are in: python -m bot doctor
}

# Check… in /settings, for whoever manages the server.
server-check = Check
server-check-explained = See where Encore may post, and what stands in the way of songs.
server-check-button = Check…
server-check-title = Check of this server
server-check-line = { $grade } · { $says }
server-check-grant = Open Edit Channel, Permissions, and allow it for Encore.
server-check-ask-operator = Ask whoever runs this bot. See /about.
server-check-unknown = Encore is not in this server, or has just been started.
    .mend = Invite the bot, or look again in a minute.
server-check-taken = New songs are taken.
server-check-blocked = This server is blocked.
server-check-paused = New songs are paused.
server-check-vendor-stopped = MusicAPI takes nothing now. Encore asks it again { $when }.
    .mend = Nothing to do here. It goes on by itself.
server-check-credits = This server has { $left } left this month.
server-check-no-credits = This server has { $left } left, too few for a song. New ones come { $resets }.
server-check-fine = { $count ->
    [one] Songs can be posted in { $count } channel.
   *[other] Songs can be posted in { $count } channels.
}
server-check-nowhere = There is no channel where a song can be asked for and posted.
    .mend = Let Encore into a channel, and look at Channels under Who and where.
server-check-lacking = In { $channels }, Encore needs { $permissions }.
server-check-unseen = Encore does not see { $channels }.
    .mend = If songs are to be made there, allow View Channel for Encore.
server-check-threads = In threads of { $channels }, Encore needs { $permissions }.
server-check-unread = To reply in { $channels }, Encore needs { $permissions }.
server-check-log = Warnings are written to { $channel }.
server-check-log-closed = To write warnings to { $channel }, Encore needs { $permissions }.
server-check-log-gone = The log channel was deleted.
    .mend = Choose another one in /settings, General.
server-check-showcase = Well-liked clips are shown in { $channel }.
server-check-showcase-closed = To show clips in { $channel }, Encore needs { $permissions }.
server-check-showcase-gone = The channel of the showcase was deleted.
    .mend = Choose another one with /showcase set.
server-check-moderators = Moderators are shown orders and reports in { $channel }.
server-check-moderators-closed = To ask moderators in { $channel }, Encore needs { $permissions }.
server-check-moderators-gone = The moderators' channel was deleted.
    .mend = Choose another one in /settings, Moderation.
server-check-approval-nowhere = Songs wait for approval, and no moderator is shown them.
    .mend = Choose a channel in /settings, Moderation, or turn approval off.
server-check-language = Everybody reads Encore in { $language }.
server-check-language-unknown = This version does not speak the chosen language. Everybody reads English.
    .mend = Choose another one in /settings, General.
server-check-gone = { $count ->
    [one] { $count } channel or role of the limits was deleted.
   *[other] { $count } channels or roles of the limits were deleted.
}
    .mend = Take them out in /settings, where they are shown as deleted.
server-check-intents = Encore asks for no special intent. Nothing needs to be allowed for it.
