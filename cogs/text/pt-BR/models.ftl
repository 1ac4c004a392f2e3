# The models: what each is good for, whose default it is, and why another one made a song.

command-model = Veja e escolha qual modelo faz as músicas
command-model-list = Mostre todos os modelos: no que são bons, preço e tempo
command-model-mine = Escolha o modelo das suas músicas, em todos os servidores
    .model = Qual modelo. Deixe em branco para ver a sua escolha.
command-model-server = Escolha o modelo das músicas deste servidor, se você pode gerenciá-lo
    .model = Qual modelo. Deixe em branco para ver a escolha do servidor.

time-seconds = { $count } s
time-minutes = { $count } min

models-title = Modelos
models-mine = Seu padrão: { $model }
models-server = Padrão deste servidor: { $model }
models-first = Sem padrão: { $model }
models-no-default = nenhum
models-not-available = { $model } (indisponível agora)
models-none-now = Nenhum modelo pode criar músicas agora.
model-time = cerca de { $time }

model-menu-mine = Escolha o seu padrão
model-menu-server = Escolha o padrão deste servidor
model-forget = Esquecer meu padrão
    .hint = O padrão deste servidor ou o primeiro modelo faz as suas músicas.
model-forget-server = Esquecer o padrão deste servidor
    .hint = O primeiro modelo que puder faz as músicas dele.

# How long the songs of a model are, from and to, or at most.
songs-minutes = { $least }–{ $most } min
songs-minutes-most = até { $most } min

# What to choose a model for.
good-for-your-own-lyrics-english-or-chinese = letra própria, em inglês ou chinês
good-for-one-song-edited-by-instruction = uma música, editada por instrução
good-for-one-song-fast = uma música, rápido
good-for-one-song-more-polish = uma música, mais acabamento
good-for-one-song-less-polish = uma música, menos acabamento
good-for-the-older-sound = o som antigo
good-for-the-oldest-sound-fast = o som mais antigo, rápido
good-for-whole-songs-fast = músicas inteiras, rápido
good-for-drafts-fast = rascunhos, rápido
good-for-the-older-sound-whole-songs = o som antigo, músicas inteiras
good-for-the-older-sound-drafts = o som antigo, rascunhos
good-for-voices-long-songs = vozes, músicas longas
good-for-the-newest-voices = as vozes mais novas
good-for-rich-arrangements = arranjos ricos
good-for-long-styles-and-lyrics = estilos e letras longos
good-for-short-songs = músicas curtas
good-for-longer-pieces = peças mais longas
good-for-short-pieces = peças curtas

# Why another model than the first choice made a song.
model-because-not-available = { $model }, porque { $other } não está disponível agora.
model-because-too-long = { $model }, porque { $other } aceita até { $limit } caracteres.
model-because-lyrics = { $model }, porque { $other } só canta letras que você escreve.
model-because-longer-lyrics = { $model }, porque { $other } precisa de { $limit } caracteres de letra.
model-because-voice = { $model }, porque { $other } não deixa escolher a voz.
model-because-avoid = { $model }, porque { $other } não deixa evitar estilos.
model-because = { $model }, porque { $other } não consegue fazer isto.

# What a changed default means.
own-default = A partir de agora, { $model } faz as suas músicas. Indique outro modelo quando quiser.
own-default-forgotten = Você não tem mais padrão próprio. O padrão deste servidor ou o primeiro modelo faz as suas músicas.
server-default = A partir de agora, { $model } faz as músicas deste servidor. Cada membro ainda pode ter o próprio padrão.
server-default-forgotten = Este servidor não tem mais padrão. O primeiro modelo que puder faz as músicas dele.
