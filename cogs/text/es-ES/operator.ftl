# /operator: for those who run the bot.

command-operator = Para quienes gestionan este bot
command-operator-quota = Mira o fija lo que un servidor puede gastar cada mes
    .server = Qué servidor
    .credits = Cuántos créditos. Vacío: muestra los que tiene.
    .default = Devolverle el valor predeterminado
command-operator-grant = Da a un servidor más créditos este mes
    .server = Qué servidor
    .credits = Cuántos créditos
command-operator-pause = Rechaza canciones nuevas por un tiempo. Las que están en marcha siguen.
    .server = Qué servidor. Vacío: todos.
command-operator-resume = Vuelve a aceptar canciones nuevas
    .server = Qué servidor. Vacío: la pausa de todos.
command-operator-retired = Mira lo que MusicAPI ya no ofrece, o vuelve a pedírselo
    .lift = Qué volver a ofrecer
command-operator-jobs = Mira lo que está en marcha, lo atascado y lo que falló
command-operator-settle = Termina una tarea perdida o atascada
    .job = Su número en la lista de tareas
    .ending = Qué pasa con sus créditos
command-operator-block = Mira, bloquea o desbloquea servidores y miembros
    .server = Qué servidor
    .member = El identificador de un miembro
    .lift = Desbloquear
command-operator-doctor = Mira si este bot está bien y qué lo arregla
ending-refund = Devolverlos
ending-settle = Cobrar lo que llegó

operator-quota-title = Lo que un servidor puede gastar
operator-quota-own = { $server } tiene { $credits } cada mes.
operator-quota-default = { $server } tiene el valor predeterminado de { $credits } cada mes.
operator-quota-month = Este mes: { $allowed } en total.
operator-quota-granted = De ellos, concedidos aparte: { $granted }.
operator-quota-used = Usados: { $used }. Reservados: { $held }. Quedan: { $left }.

operator-intake-title = Canciones nuevas
operator-intake-open = Se aceptan canciones nuevas en todas partes.
operator-paused-all = En pausa en todos los servidores, por { $who } { $when }
operator-paused-server = En pausa en { $server }, por { $who } { $when }
operator-pause-known = Ya era así.

operator-blocks-title = Bloqueados
operator-blocks-none = No hay nadie bloqueado.
operator-block-line = { $kind ->
    [guild] Servidor { $subject }, por { $who } { $when }
   *[member] Miembro { $subject }, por { $who } { $when }
}
operator-more = y { $count } más

operator-retired-title = Lo que MusicAPI ya no ofrece
operator-retired-none = MusicAPI no ha rechazado nada.
operator-retired-line = { $family }: { $operation } { $when }
operator-lifted = { $family }: { $operation }, disponible otra vez.
operator-lift-unknown = No consta que MusicAPI rechace eso.

operator-jobs-title = Tareas
operator-jobs-waiting = En marcha
operator-jobs-stuck = Atascadas
operator-jobs-failed = Fallidas en el último día
operator-jobs-none = Ninguna.
operator-jobs-count = { $state ->
    [queued] En la cola: { $count }, la más antigua { $when }
    [submitting] Enviándose: { $count }, la más antigua { $when }
    [running] Creándose: { $count }, la más antigua { $when }
    [done] Listas y aún sin publicar: { $count }, la más antigua { $when }
   *[failed] Fallidas y aún sin avisar: { $count }, la más antigua { $when }
}
operator-stuck-why = { $why ->
    [answer-lost] se perdió su respuesta
    [sending] se está enviando desde hace demasiado
    [silent] no ha llegado nada nuevo
   *[in-line] lleva mucho esperando
}
operator-failed-why = { $kind ->
    [refused] rechazada
    [not_sent] no enviada
    [lost] se perdió su respuesta
    [timed_out] tardó demasiado
    [cancelled] cancelada
   *[failed] fallida
}
operator-refunded = La tarea { $job } ha terminado. Devolución: { $credits }.
operator-settled = La tarea { $job } ha terminado. Se cobra, y lo que llegó se publica.
