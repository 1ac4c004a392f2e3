# Download all: many songs at once, as zips for whoever asked alone.

download-all-button = Download all
download-begun =
    { $count ->
        [one] Packing 1 song for you.
       *[other] Packing { $count } songs for you.
    }
download-progress = { $done } of { $count } songs packed.
download-stuck = If nothing moves here for five minutes, press **Download all** again.
download-part =
    { $count ->
        [one] Part { $number }: 1 song
       *[other] Part { $number }: { $count } songs
    }
download-done =
    { $count ->
        [one] 1 song is here.
       *[other] { $count } songs are here.
    }
download-missing =
    { $count ->
        [one] 1 song is missing: **missing.txt** in the last zip says why.
       *[other] { $count } songs are missing: **missing.txt** in the last zip says why.
    }
download-more = The list goes on. Turn its pages, and press **Download all** there.
download-interrupted = The download was interrupted. Keep the parts that are here, and press **Download all** again.
download-refused = Discord took no more files. Keep the parts that are here, and press **Download all** again.

# In the file missing.txt, a line for each song.
missing-heading = These songs are not in the zips.
missing-song = { $number }. { $title }
missing-gone = { $song }: deleted, or closed to you
missing-unreachable = { $song }: its file could not be fetched
missing-late = { $song }: there was no time left
