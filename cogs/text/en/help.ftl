# What people read first: /help, /about, the greeting of a new server, and the songs that one press makes.

command-help = See what Encore does, with songs to try
command-about = See version, privacy and who runs this bot

help-title = Make songs with Encore
help-commands =
    Type **/song** and a few words to make a song.
    Type **/lyrics** to have your own words sung.
    Type **/upload** to work on a recording of yours.
# { $left } is how many credits the server has left.
help-price = A song costs { credits }. This server has { $left } left this month. A failed song costs nothing.
help-examples = Or press one of these:
help-more =
    Press the buttons below a song to extend it, cover it and more.
    See what is left with **/credits**. Turn notices off with **/settings**.
    -# Who runs this bot, and what it keeps: **/about**.
help-nobody-can = No model makes songs right now. Try again later.
help-managers =
    The operator sets what this server may spend each month.
    Turn notices off for everybody with **/settings**.
    Choose the model of this server's songs with **/model server**.
    Choose who may use which command in Server Settings, Integrations, Encore.
    .title = For managers

about-title = Encore { $version }
about-made-with-ai = Encore turns words into songs. AI models at MusicAPI make them.
# { $when } is a live clock, such as “3 minutes ago”.
about-vendor-answered = MusicAPI last answered { $when }.
about-vendor-never = MusicAPI has made nothing for this bot yet.
about-vendor-silent = A request got no answer { $when }.
about-vendor-paused = MusicAPI asked for a pause. Songs go on { $when }.
about-vendor-known-from = -# This is what Encore saw. MusicAPI publishes no status.
about-privacy =
    Encore reads the commands, buttons and forms that you use.
    It reads the messages and recordings that you give it, and no others.
    It keeps your words, MusicAPI's answers and Discord's ids. It keeps no names and no audio.
    MusicAPI gets the words and recordings, never your name.
    See, download or delete what it keeps with **/privacy**.
    .title = Privacy
about-policy = **Privacy policy** { $address }
about-terms = **Terms of service** { $address }
# { $contact } is what the operator wrote of themselves.
about-operator = **Run by** { $contact }
about-operator-unnamed = **Run by** an operator who gave no contact. Ask who invited the bot.
about-source = **Source** { $address }
about-license = **License** MIT

welcome-title = Encore makes songs here
welcome-text =
    Type **/song** and a few words, and a finished song appears in your channel.
    Press the buttons below it to extend it, cover it and more.
# { $allowance } is how many credits the server may spend each month.
welcome-price = A song costs { credits }. This server has { $allowance } each month.
welcome-try = Press one to hear your first song:
welcome-privacy = Encore reads only what you give it. See what it keeps with **/about**.
welcome-limits =
    Managers turn its notices off with **/settings**.
    In Server Settings, Integrations, they choose who may use which command.
welcome-more = -# **/help** shows all of this again, to you alone.

# { $song } is the name of an example, { $count } its price.
example-button = { $song } · { credits }
example-rain = Rainy lo-fi
    .prompt = calm lofi beats for a rainy evening
example-birthday = Birthday song
    .prompt = a cheerful birthday song with clapping and a choir
example-drive = Night drive
    .prompt = synthwave for a drive through the city at night
