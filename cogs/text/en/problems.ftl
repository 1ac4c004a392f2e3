# Why something was not done: a message for every problem of bot/errors.py, by its name.
# What it cost stands below it, in a small line that cogs/text/errors.py chooses.

# What it cost.
nothing-charged = -# Nothing was charged.
nothing-charged-twice = -# Nothing was charged a second time.
nothing-charged-yet = -# Nothing was charged yet.
nothing-changed = -# Nothing was changed.
nothing-lost = -# No credit is lost.

# Commands, buttons and forms.
problem-already-asked = This song is already being made.
problem-asked-just-now = You asked for this a moment ago. Look for its message below.
problem-button-unknown = This button is from another version of Encore. It does nothing any more.
problem-card-gone = The message for your song was deleted. Ask again.
problem-command-changed = This command has changed. Type it anew, or restart Discord.
problem-draft-gone = This was made already, or is more than a day old. Start again from the beginning.
problem-form-unknown = This form is from another version of Encore. Open it again.
problem-interrupted = Encore was stopped in the middle of this. Ask again.
problem-not-in-a-server = Encore makes songs in servers only. Ask again in a channel of a server.
problem-not-in-the-menu = This is not in the menu of the form. Choose again.
problem-only-managers = Only somebody who may manage this server can choose its model.
problem-picture-gone = The message for the picture was deleted. Ask again.
problem-unexpected = Something went wrong on our side. Try again if nothing comes within a minute.

# Credits and the line.
problem-out-of-credits = This costs { $price }, and this server has { $left } left. New credits come { $resets }.
problem-out-of-credits-for-a-song = A song costs { $price }, and this server has { $left } left. New credits come { $resets }.
problem-price-rose = This costs { $price } now. Ask again to agree.
problem-queue-full = Too many songs are waiting. Try again in a few minutes.
problem-queue-full-of-member =
    You have { $limit } requests in line, the most for one person. Ask again once one of them has begun.
problem-queue-full-of-server =
    This server has { $limit } requests in line, the most for one server. Ask again once one of them has begun.

# Clips.
problem-clip-deleted = This clip was deleted. Choose another one.
problem-clip-not-here = This clip is not in this server, or you cannot see it. Choose another one.
problem-key-gone = This was made with an account that is used no more. Choose another clip or persona.
problem-clip-too-old = { $family } does this only with clips less than { $age } old. Choose a newer one.
problem-playlists-full = You have 24 playlists here. Delete one first.
problem-playlist-full = This playlist has 100 clips. Take one out first.
problem-playlist-gone = This playlist is gone, or it is not yours.
problem-playlist-name-taken = You have a playlist of that name here. Choose another name.
problem-showcase-not-yours = Only somebody who may manage this server can choose its showcase.
problem-download-empty = There is no song to download here.
problem-download-under-way = A download of yours is under way. Another one can begin when it is over, { $resets } at the latest.
problem-song-not-yours = Only who asked for this song can change it, or a manager of the server.
problem-clip-unknown = This button belongs to no song that you can see here.
problem-different-families = These clips are from different families of models. Choose two of the same family.
problem-job-not-here = This button belongs to nothing that you can see here.
problem-no-other-clip = There is no second clip of this family of models here. Make another song first.
problem-no-second-clip = Choose the second clip of the mashup.
problem-no-songs-yet = This server has no songs yet that you can see. Make one with /song.
problem-no-such-clip = This is no song that you can see here. Choose a clip from the list, or leave it out.
problem-not-an-extension = Only an extension can be joined to its song. Choose an extension.
problem-not-for-this-clip = This is not available for this clip. Choose something else.
problem-only-own-songs = { $family } does this only with songs that it made. Choose a clip that is no recording.
problem-only-recordings = { $family } does this only with a recording. Bring one with /upload.
problem-same-clip-twice = A mashup takes two different clips. Choose another one.
problem-second-clip-gone = The second clip is not in this server, or you cannot see it. Choose another one.
problem-source-unknown = MusicAPI does not know this clip. Choose another one.

# Models, and what they can do.
problem-detail-not-taken = { $family } takes no { $detail } to { $operation }. Leave that out.
problem-format-not-made = { $family } makes { $formats } files, no { $format }. Choose one of those.
problem-length-of-music = { $family } makes { $least } to { $most } of music at a time. Choose a length within that.
problem-model-unknown = This model is not available here. Choose another one.
problem-no-model = No model can do this right now. Try again later.
problem-no-model-for-new-songs = No model can make new songs right now. Try again later.
problem-no-such-family = There is no family of models called “{ $name }”. Choose one from the list.
problem-no-such-model = { $family } has no model called “{ $model }”. Choose one from the list.
problem-not-offered = { $family } cannot { $operation } here. Choose another model.
problem-not-with-this-model = { $family } cannot { $operation } with { $model }. Choose { $models }.
problem-operation-retired = { $family } no longer offers this. Choose something else.
problem-operation-retired-for-model = { $family } no longer offers this. Choose another model.
problem-weight-out-of-range = Choose a weight from 0 to 1.

# Words.
problem-avoid-too-long = These styles to avoid have { $characters } characters, and { $limit } is the most. Shorten them.
problem-control-characters = Remove the control characters from the { $field }.
problem-instrumental-with-lyrics = An instrumental has no words. Leave out either the lyrics or the instrumental.
problem-lyrics-gone = These lyrics are not there any more. Write new ones with /write.
problem-lyrics-missing = { $family } sings only lyrics that it is given. Write some, or ask for an instrumental.
problem-lyrics-need-more = Lyrics are sung only in an extension or a cover. Choose one as “then”, or leave them out.
problem-lyrics-not-taken = { $family } takes no lyrics to { $operation }. Leave them out: it keeps those of the song.
problem-lyrics-too-short = { $family } needs at least { $fewest } characters of lyrics. These have { $characters }.
problem-mention = Remove the Discord mention from the { $field }. Write the name instead.
problem-no-prompt = Say what the song should be like, such as “r&b pop”.
problem-no-words = Say what the song should be: type a prompt, a style or lyrics.
problem-no-words-in-message = This message holds no words for a song. Choose another one.
problem-style-gone = This style is not there any more. Ask for a new one with /style.
problem-text-missing = { $family } needs { $text } to { $operation }. Fill that in.
problem-text-too-long = { $family } takes at most { $limit } characters of { $texts }. Shorten yours from { $characters }.
problem-title-too-long = This title has { $characters } characters, and { $limit } is the most. Shorten it.

# Moments and sections.
problem-end-needed = This clip's length is not known. Say where the section ends.
problem-extends-nothing = Choose a moment from 0:01 on.
problem-half-a-section = Say both where the section begins and where it ends.
problem-length-unknown = This clip's length is not known. Type the moment from which to extend it.
problem-moment-past-end = This clip is only { $length } long. Choose an earlier moment.
problem-moment-too-early = Choose a moment after 0:00.
problem-moment-unreadable = Type the moment as seconds, such as 95, or as minutes, such as 1:35.
problem-no-section = Choose a part, or type from when to when, such as 1:05–1:35.
problem-outside-the-clip = This clip is { $seconds } long. Choose a second from 1 to { $last }.
problem-section-before-start = Begin the section at 0:00 or later.
problem-section-past-end = This clip is { $length } long. Choose a section within it.
problem-section-reversed = This section begins at { $starts_at } and ends at { $ends_at }. Let it end later.
problem-section-too-long = { $family } takes a section of at most { $longest } here. This one lasts { $length }.
problem-section-too-short = Choose a section of at least one second.

# Personas.
problem-name-taken = This server has a persona of that name already. Choose another name.
problem-no-persona = Choose the persona that should sing.
problem-not-your-persona = Only its maker, or somebody who may manage this server, can delete a persona.
problem-persona-deleted = This persona was deleted already.
problem-persona-unknown = This server has no such persona. Choose one from the list.

# Recordings.
problem-address-too-long = This address is too long to be one of a file. Send the file itself.
problem-file-or-address = Give either a file or an address.
problem-length-of-recording = { $family } takes recordings of { $least } to { $most }. Send one of that length.
problem-no-recording = There is no recording to take. Give a file, or an https address of one.
problem-recording-busy = Your last recording is still being checked. Wait a moment.
problem-recording-is-video = This file is a video. Send its sound alone, as an MP3.
problem-recording-silent = There is no sound in this file. Send an audio file.
problem-recording-slow = Fetching the recording took too long. Try again, or send it as a file.
problem-recording-too-large = A recording may have { $megabytes } MiB at most. Send a smaller one, such as an MP3.
problem-recording-too-long = This recording lasts { $length }, and { $longest } is the most. Send a part of it.
problem-recording-too-short = This recording lasts { $seconds }, and { $shortest } is the least. Send a longer one.
problem-recording-unreachable = { $why ->
    [answer] The address answers, but not with a file. Give one that everybody can open.
    [room] Encore has no room for the recording right now. Try again later.
   *[away] The address could not be reached. Check it, or send the file itself.
}
problem-recording-unusable = { $why ->
    [kind] This is no audio file that Encore knows. Send an MP3, M4A, WAV, FLAC or OGG file.
    [packed] This file comes packed. Send the file itself.
    [plain] Encore fetches files over https only. Give an https address, or send the file itself.
    [private] This address is not public. Give one that everybody can open, or send the file itself.
    [redirects] This address redirects too often. Give the file's own address, or send the file itself.
   *[address] This is no address of a file. Copy it again, or send the file itself.
}
problem-rights-needed = Encore takes only recordings that you may use. Answer True to “rights” if this is one.

# What the facts in the sentences above are called.
field-name = { $field ->
    [lyrics] lyrics
    [prompt] prompt
    [style] style
   *[title] title
}
texts-together = { $texts } together
text-needed = { $text ->
    [lyrics] lyrics
    [prompt] a few words
    [style] a style
   *[title] a name
}
detail-name = { $detail ->
    [audio_weight] closeness to the source
    [avoid] styles to avoid
    [ends_at] section
    [format] choice of format
    [gender] choice of voice
    [length] choice of length
    [other_clip] second clip
    [other_clip_id] second clip
    [persona_id] persona
    [starts_at] section
    [style_weight] weight of the style
    [url] recording
    [variation] variation
    [vox_id] voice
    [weirdness] degree of weirdness
   *[other] detail
}

# What operators stop, and what they ask for.
problem-member-blocked = The operator lets you make nothing here. /about says who that is.
problem-server-blocked = The operator lets this server make nothing. /about says who that is.
problem-paused = New songs are paused. Those under way go on. Ask again later.
problem-server-paused = New songs are paused on this server. Those under way go on. Ask again later.
problem-vendor-stopped = MusicAPI takes nothing from us just now. It is asked again { $resets }. Try again then.
problem-only-operators = Only those who run this bot can use this command.
problem-quota-out-of-range = A month can have 0 to { $limit } credits. Name another number.
problem-grant-out-of-range = A grant is 1 to { $limit } credits, and a month takes { $total } of them. Name another number.
problem-server-not-an-id = This is no id. Copy the 17 to 20 digits that Discord shows.
problem-server-unknown = Encore knows no server with this id. Look at the digits again.
problem-job-unknown = There is no job with this number. Look at /operator jobs.
problem-job-over = This job is over, and its credits are where they belong. Look at /operator jobs.
problem-job-being-sent = This job is being sent at this moment. Try again in two minutes.
problem-job-gave-nothing = Nothing arrived of this job, so nobody pays for it. Refund it.

# What MusicAPI objects to in what it was asked for; $named and $bound are the two below, or empty.
problem-artist-named = MusicAPI takes no names of artists{ $named }. Describe the sound instead.
problem-language-not-sung = MusicAPI does not sing in this language. Write in another, or choose another model.
problem-lyrics-copyrighted = MusicAPI takes these lyrics for somebody else's{ $named }. Write your own.
problem-lyrics-malformed = MusicAPI cannot read these lyrics. Check section names such as [Verse].
problem-producer-tag = MusicAPI takes no producers' tags{ $named }. Leave them out.
problem-recording-copyrighted = MusicAPI takes this recording for somebody else's work. Bring one of your own.
problem-recording-not-fetched = MusicAPI could not fetch this recording.
problem-recording-not-read = MusicAPI cannot read this recording. Save it as an MP3.
problem-text-refused-as-too-long = MusicAPI finds a text too long: { $field }{ $bound }. Shorten it.
problem-words-flagged = MusicAPI's moderation holds these words back. Choose other words.
problem-words-inappropriate = MusicAPI finds these words inappropriate{ $named }. Choose other words.
problem-words-not-understood = MusicAPI made no sense of these words. Describe the song in other words.
objection-named = {" "}(“{ $named }”)
objection-bound = {" "}(limit: { $limit })
