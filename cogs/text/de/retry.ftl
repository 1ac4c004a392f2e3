# A second try at hand: another take, a try after a failure, a change of what was typed, a way out of the line.

again-button = Nochmal · { credits }
retry-name = Erneut versuchen
retry-button = { retry-name } · { credits }
edit-name = Bearbeiten…
edit-button = { edit-name }
cancel-button = Abbrechen
reopen-button = Wieder öffnen

again-question = Noch eine Fassung kostet { credits }. Dieser Server hat noch { $left }.

edit-title = Ändern und noch einmal machen
edit-topic-label = Worum es im Songtext geht
edit-model-gone = { $model } ist gerade nicht verfügbar, ein anderes Modell macht es.
edit-instrumental = Optional. Dieser Song ist instrumental
problem-recording-expired = Diese Aufnahme lässt sich nicht mehr abrufen. Lade sie mit { $command } noch einmal hoch.
problem-recording-not-yours = Nur wer diese Aufnahme hochgeladen hat, kann sie wieder benutzen.

problem-cancel-not-yours = Nur wer darum gebeten hat oder hier moderiert, kann es abbrechen.
cancel-too-late = MusicAPI hat es schon und berechnet es. Es wird gepostet.
cancel-being-sent = Es geht gerade an MusicAPI. Es wird gepostet, oder seine Credits kommen zurück.
cancel-was-cancelled = Es war schon abgebrochen, und seine Credits sind zurück.
cancel-was-done = Es ist schon fertig.
cancel-had-failed = Es war schon fehlgeschlagen, und seine Credits sind zurück.

cancelled = Abgebrochen
cancelled-by = { $who } hat das vor dem Start abgebrochen.
