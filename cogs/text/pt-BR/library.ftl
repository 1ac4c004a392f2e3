# The library: /songs, one song, and what can be done with it for free.

command-songs = Reencontre músicas: as suas, as deste servidor ou as favoritas
    .search = Palavras do título, do prompt ou da letra
    .show = De quem são as músicas

songs-mine = Minhas músicas
songs-server = Músicas deste servidor
songs-favourites = Meus favoritos
songs-that-say = Com “{ $typed }”.
songs-none = Ainda não há nenhuma música aqui que você possa ver.
songs-none-found = Nenhuma música que você pode ver aqui tem isso.
songs-no-favourites = Você ainda não tem favoritos aqui. Abra uma música e clique em ♥.
songs-newer-button = Mais novas
songs-older-button = Mais antigas
song-open-button = Abrir

song-hearts =
    { $count ->
        [one] ♥ { $count } favorito
       *[other] ♥ { $count } favoritos
    }
song-message = Mensagem
# How many people would keep this clip of a song.
song-votes =
    { $count ->
        [one] Faixa { $number }: { $count } voto
       *[other] Faixa { $number }: { $count } votos
    }
song-vote-mine = incluindo o seu
song-heart-button = ♥ Favoritar
song-unheart-button = ♥ Tirar dos favoritos
song-vote-button = Votar na { $number }
song-unvote-button = Tirar o voto da { $number }
song-bring-button = Repostar
song-rename-button = Renomear…
song-delete-button = Excluir…
song-library-button = Votar, renomear, repostar…

song-rename-title = Renomear esta faixa
song-rename-label = Novo título
song-rename-hint = Deixe em branco para voltar ao título antigo.
song-renamed = O título agora é este. A mensagem fica com o antigo.

song-delete-question = Excluir a faixa { $position } de “{ $title }”?
song-delete-means = Ela sai de todas as listas e da mensagem, para todo mundo e para sempre. Os créditos não voltam.
song-delete-now-button = Excluir para sempre
song-keep-it-button = Manter
song-deleted = A faixa foi excluída, daqui e das mensagens.
song-deleted-partly = A faixa foi excluída daqui. Não deu para mudar uma mensagem: { $where }
song-deleted-field = Excluída

song-brought = { $who } repostou isto.

# Playlists of one's own
playlists-mine = Minhas playlists
playlists-none = Você ainda não tem playlists aqui. Abra uma música e clique em **Adicionar à playlist…**.
playlist-choose = Escolha uma playlist
playlist-new = Nova playlist…
playlist-add-question = Em qual playlist?
playlist-clips =
    { $count ->
        [one] { $count } faixa
       *[other] { $count } faixas
    }
playlist-empty = Está vazia.
# { $song } is a line about the clip.
playlist-place = { $number }. { $song }
playlist-gap = { $number }. Uma faixa que foi excluída ou que você não pode mais ver.
playlist-up-button = { $number } Subir
playlist-out-button = { $number } Tirar
playlist-back-button = Anterior
playlist-onward-button = Próxima
playlist-delete-button = Excluir playlist…
playlist-delete-question = Excluir a playlist “{ $name }”? As faixas ficam.
playlist-delete-now-button = Excluir playlist
playlist-deleted = A playlist foi excluída. As faixas ficam.
playlist-added = Agora está em “{ $name }”.
playlist-add-button = Adicionar à playlist…
playlist-form-title = Nome da playlist
playlist-name-label = Nome

# The showcase of a server
command-showcase = Escolha um canal que mostra as músicas mais queridas
command-showcase-set = Mostre cada faixa uma vez num canal, quando tiver favoritos suficientes
    .channel = Onde mostrar
    .favourites = Quantos favoritos são necessários
command-showcase-off = Não mostre mais músicas em lugar nenhum
showcase-set =
    { $count ->
        [one] Uma faixa com { $count } favorito aparece uma vez em { $channel }.
       *[other] Uma faixa com { $count } favoritos aparece uma vez em { $channel }.
    }
showcase-off = Nenhuma música será mais mostrada.
showcase-line =
    { $count ->
        [one] Pedido de { $who }, favorita de { $count } pessoa.
       *[other] Pedido de { $who }, favorita de { $count } pessoas.
    }
