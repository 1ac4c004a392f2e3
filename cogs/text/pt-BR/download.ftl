# Download all: many songs at once, as zips for whoever asked alone.

download-all-button = Baixar tudo
download-begun =
    { $count ->
        [one] Juntando { $count } música para você.
       *[other] Juntando { $count } músicas para você.
    }
download-progress = { $done } de { $count } músicas prontas.
download-stuck = Se nada se mexer aqui por cinco minutos, clique em **Baixar tudo** de novo.
download-part =
    { $count ->
        [one] Parte { $number }: { $count } música
       *[other] Parte { $number }: { $count } músicas
    }
download-done =
    { $count ->
        [one] { $count } música está aqui.
       *[other] { $count } músicas estão aqui.
    }
download-missing =
    { $count ->
        [one] Falta { $count } música: **missing.txt** no último zip diz por quê.
       *[other] Faltam { $count } músicas: **missing.txt** no último zip diz por quê.
    }
download-more = A lista continua. Passe as páginas e clique em **Baixar tudo** lá.
download-interrupted = O download foi interrompido. Guarde as partes que estão aqui e clique em **Baixar tudo** de novo.
download-refused = O Discord não aceitou mais arquivos. Guarde as partes que estão aqui e clique em **Baixar tudo** de novo.

# In the file missing.txt, a line for each song.
missing-heading = Estas músicas não estão nos zips.
missing-song = { $number }. { $title }
missing-gone = { $song }: excluída, ou fechada para você
missing-unreachable = { $song }: não deu para buscar o arquivo
missing-late = { $song }: não deu tempo
