# Download all: many songs at once, as zips for whoever asked alone.

download-all-button = Alle herunterladen
download-begun =
    { $count ->
        [one] { $count } Song wird für dich gepackt.
       *[other] { $count } Songs werden für dich gepackt.
    }
download-progress = { $done } von { $count } Songs gepackt.
download-stuck = Tut sich hier fünf Minuten lang nichts, drück noch einmal **Alle herunterladen**.
download-part =
    { $count ->
        [one] Teil { $number }: { $count } Song
       *[other] Teil { $number }: { $count } Songs
    }
download-done =
    { $count ->
        [one] { $count } Song ist hier.
       *[other] { $count } Songs sind hier.
    }
download-missing =
    { $count ->
        [one] { $count } Song fehlt: **missing.txt** im letzten Zip sagt, warum.
       *[other] { $count } Songs fehlen: **missing.txt** im letzten Zip sagt, warum.
    }
download-more = Die Liste geht weiter. Blättere um und drück dort **Alle herunterladen**.
download-interrupted = Der Download wurde unterbrochen. Behalte die Teile, die hier sind, und drück noch einmal **Alle herunterladen**.
download-refused = Discord nahm keine Dateien mehr an. Behalte die Teile, die hier sind, und drück noch einmal **Alle herunterladen**.

# In the file missing.txt, a line for each song.
missing-heading = Diese Songs fehlen in den Zips.
missing-song = { $number }. { $title }
missing-gone = { $song }: gelöscht oder für dich gesperrt
missing-unreachable = { $song }: Die Datei war nicht zu bekommen
missing-late = { $song }: Es war keine Zeit mehr
