# What is told to one person: the menu below More…, the words of a song, and what small operations found out.

menu-clip = Clip { $position }, **{ $title }**
menu-line = { menu-clip }
    -# Reste { credits } ce mois-ci
menu-form-open = { $clip }
    { $operation } : le formulaire est ouvert.
    -# Fermé ? Choisis de nouveau.
menu-on-its-way = { $clip }
    { $operation } : [en route]({ $where })
lyrics-option = Paroles · gratuit
    .hint = Les paroles de cette chanson, à lire et à copier
lyrics-line = Les paroles du clip { $position }, **{ $title }**
lyrics-line-beginning = Le début des paroles du clip { $position }, **{ $title }**. Le fichier les a toutes
lyrics-alt = Les paroles de { $title }, jusqu'à la fin
lyrics-instrumental = Celle-ci est instrumentale.
lyrics-none = MusicAPI n'a donné aucune parole.

post-here-button = Publier ici
make-persona-button = Créer un persona
sing-with-button = Chanter avec

small-price = -# { credits }
small-of = -# { $origin } · { credits }
small-known = -# Gratuit, déjà connu
small-known-of = -# { $origin } · gratuit, déjà connu
small-pause = Nouvelle demande à MusicAPI { $when }
small-posted = -# Publié : { $where }
small-posted-before = -# Déjà publié : { $where }
small-posted-by = -# Publié par { $who }
small-letter = Tu as demandé ceci dans { $channel }.

tempo-name = Tempo
tempo-steady = { $average } BPM
tempo-range = { $average } BPM (de { $slowest } à { $fastest })
voice-found = Voix
voice-picked = La voix est choisie. Un persona tiré de ce clip chante comme elle.
voice-picked-where = La voix de { $starts } à { $ends } est choisie. Un persona tiré de ce clip chante comme elle.
voice-unusable = MusicAPI l'a créée, mais sans nom pour s'en servir.
persona-use-name = Comment s'en servir
persona-use = Appuie sur **Chanter avec**, ou choisis **{ $name }** comme persona dans /song.
persona-nameless = celui-ci
sections-name = Sections
sections-none = Ces paroles ne nomment pas de sections comme [Chorus]. Tape plutôt des moments comme 1:35.
sections-offered = « Prolonger » et « Remplacer une section » les proposent désormais.
sections-alt = Quand chaque section commence et finit
lyrics-name = Paroles
lyrics-written-none = MusicAPI n'en a pas écrit.
lyrics-version-alt = Version { $version } des paroles, jusqu'à la fin
style-name = Style
style-none = MusicAPI n'a rien dit.
style-alt = Le style, jusqu'à la fin
instruments-name = Instruments
answer-name = Réponse
answer-none = MusicAPI n'en a donné aucune.

persona-kind = { $kind ->
    [voice] voix
   *[other] persona
}
personas-title = Personas de ce serveur
personas-more = et { $count } de plus. /song et /persona delete les trouvent par leur nom.
persona-unnamed = Sans nom
persona-removed = « { $name } » est supprimé. Les chansons chantées avec restent.
no-personas-yet = Aucun pour l'instant. Crée le premier avec « Plus… » sous un clip, ou avec /voice et un enregistrement.
