# What was changed in a server, by whom and when: a page behind /settings.

settings-changes = Mudanças
settings-changes-explained = O que gerentes, moderadores e operadores do Encore mudaram aqui.
settings-changes-show = Ver mudanças…
changes-title = Mudanças neste servidor
changes-empty = Nada foi mudado ainda.
changes-older = Mais antigas
changes-newest = Mais recentes

# Each follows when it was, and who did it.
# { $what } is the name of a setting.
changes-settings = mudou: { $what }
# { $what } is the name of a setting or of a field, { $value } how it is from then on.
changes-value = { $what }: { $value }
changes-nothing = nada
# { $what } is the name of a list, { $which } what was put on it or taken from it.
changes-added = { $what }, adicionado: { $which }
changes-removed = { $what }, removido: { $which }
changes-words-added = { $count ->
    [one] { $count } palavra adicionada
   *[other] { $count } palavras adicionadas
}
changes-words-removed = { $count ->
    [one] { $count } palavra removida
   *[other] { $count } palavras removidas
}
changes-members-blocked = bloqueou: { $who }
changes-members-unblocked = não bloqueia mais: { $who }
changes-persona = excluiu uma persona de { $who }
changes-showcase = vitrine: { $where }, a partir de { $count ->
    [one] { $count } favorito
   *[other] { $count } favoritos
}
changes-showcase-off = desativou a vitrine
changes-song-renamed = renomeou uma música de { $who }
changes-song-deleted = excluiu uma música de { $who }
changes-order-approved = aprovou o pedido de { $who }
changes-order-rejected = recusou o pedido de { $who }
changes-report-deleted = excluiu uma música que { $who } denunciou
changes-report-dismissed = descartou a denúncia de { $who }
changes-words-kept = os textos são apagados após { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}
changes-words-kept-for-good = os textos são guardados
# { $credits } is an amount such as “500 credits”.
changes-quota = todo mês: { $credits }
changes-quota-default = todo mês: os créditos de sempre
# { $month } is a month with its year.
changes-grant = mais { $credits } para { $month }
changes-paused = pausou músicas novas
changes-resumed = voltou a permitir músicas novas
changes-server-blocked = bloqueou este servidor
changes-server-unblocked = não bloqueia mais este servidor
changes-job-ended = encerrou uma música travada
# { $action } is a name that only a later version knows.
changes-other = outra coisa ({ $action })
