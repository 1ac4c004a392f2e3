# The panel of /settings.

command-settings = Elige lo que hace Encore por ti y en este servidor

settings-title = Ajustes
settings-on = Activado
settings-off = Desactivado
# { $what } is the name of a setting.
settings-turn-on = Activar: { $what }
settings-turn-off = Desactivar: { $what }
settings-managers-only = Solo quien puede gestionar este servidor puede cambiar eso.

settings-my-notices = Mis avisos
    .explained = Encore te menciona cuando tu canción tardó más de un minuto. Vale en todos los servidores.
    .overruled = Este servidor desactivó los avisos para todos.
settings-server-notices = Avisos de este servidor
    .explained = Desactivado significa que Encore no menciona a nadie en este servidor.
settings-integrations = Elige miembros, roles y canales en Ajustes del servidor, Integraciones, Encore.
    .title = Quién puede usar Encore

# What whoever manages the server sees besides; { $what } is the name of a setting.
settings-tab-general = General
settings-tab-spending = Gasto
settings-tab-access = Quién y dónde
settings-change = Cambiar: { $what }
settings-changed-meanwhile = Alguien acaba de cambiar esto: { $what }. Ábrelo otra vez para ver cómo está ahora.
settings-unreadable = Esa opción no existe. Abre otra vez el formulario.
settings-number-out-of-range = Escribe un número entero de 1 a { $most }, o nada.
settings-deleted = eliminado ({ $id })
settings-take-away-label = Eliminados que quitar de la lista
settings-and-more = { $count } más
settings-empty-hint = Déjalo vacío para no poner límite.

settings-model = Modelo de este servidor
settings-model-none = El primero que pueda
settings-model-explained = Crea las canciones de quienes no eligieron ninguno.
settings-log = Canal de registro
settings-log-label = Canal
settings-log-hint = Vacío: la nota llega donde se pidió la canción.
settings-log-explained = Encore escribe ahí al 50, 80 y 100 % de los créditos del mes.
settings-log-closed = Encore no puede escribir ahí. Dale permiso o elige otro canal.
settings-zone = Zona horaria
settings-zone-label = Zona horaria
settings-zone-hint = Un nombre como Europe/Madrid. Vacío: UTC.
settings-zone-example = Europe/Madrid
settings-zone-explained = Marca cuándo empiezan los días y los meses. El próximo mes empieza { $when }.
settings-zone-unknown = Esa zona horaria no existe. Escribe un nombre como { $example }.
settings-zone-between-months = Allí ahora es otro mes. Cámbiala { $when }, para que no se pierda ningún crédito.

# Shares of the server's credits. { $period } is “day” or “month”.
settings-percent = Porcentaje de los créditos del mes
settings-credits = Créditos
settings-a-day = Cada día
settings-a-month = Cada mes
settings-no-limit = Sin límite
settings-share = Parte de cada miembro
settings-share-label = Cuánto
settings-share-hint = Un número entero. Vacío: sin límite.
settings-unit-label = Se cuenta en
settings-period-label = Cada cuánto
settings-share-off = Cada miembro puede usar todos los créditos del servidor.
settings-share-on = Vale para todos los que no tienen una parte por rol.
settings-share-credits = { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
} { $period ->
    [day] al día
   *[month] al mes
}
settings-share-percent = { $percent } %, es decir, { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
} { $period ->
    [day] al día
   *[month] al mes
}
settings-role-share = Partes por rol
settings-role-share-off = Un rol puede tener más o menos. Si hay varios, cuenta la parte mayor.
settings-roles-count = { $count ->
    [one] { $count } rol
   *[other] { $count } roles
}
settings-role-share-roles-label = Roles
settings-role-share-kind-label = Lo que pueden usar
settings-role-share-own = Una parte propia
settings-role-share-everybody = Lo mismo que todos
settings-role-share-hint = Para una parte propia. Se cuenta en: { $unit }.
settings-role-share-no-role = Elige al menos un rol.
settings-role-share-no-amount = Escribe cuánto pueden usar estos roles.
settings-role-share-too-high = La parte de { $roles } supera el 100 %. Cámbiala antes.
settings-role-share-too-many = Como mucho { $most } roles pueden tener partes. Antes da a algunos lo mismo que a todos.
settings-pace = Ritmo
settings-pace-off = Los miembros pueden pedir tanto como quieran.
settings-at-once-label = Canciones a la vez por miembro
settings-cooldown-label = Segundos entre canciones de un miembro
settings-at-once-on = { $count ->
    [one] { $count } canción a la vez por miembro.
   *[other] { $count } canciones a la vez por miembro.
}
settings-cooldown-on = { $count ->
    [one] { $count } segundo entre las canciones de un miembro.
   *[other] { $count } segundos entre las canciones de un miembro.
}

# Who may ask for songs, and where.
settings-channels = Canales
settings-channels-all = En todas partes
settings-channels-hint = Una categoría vale por todos sus canales. Vacío: todos los canales.
settings-channels-only-label = Canciones solo en estos canales
settings-channels-never-label = Sin canciones en estos canales
settings-only-in = Solo en { $where }
settings-never-in = Nunca en { $where }
settings-roles = Roles
settings-roles-all = Todos
settings-roles-hint = Vacío: cualquiera puede pedir.
settings-roles-only-label = Canciones solo para estos roles
settings-roles-never-label = Sin canciones para estos roles
settings-only-who = Solo { $who }
settings-never-who = Nunca { $who }
settings-operations = Lo que se puede crear
settings-operations-all = Todo
settings-operations-count = { $count ->
    [one] { $count } cosa desactivada
   *[other] { $count } cosas desactivadas
}
settings-operations-dear-label = Desactivar, desde { $count } créditos
settings-operations-label = Desactivar
settings-operation-price = { $name } · { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
}
settings-pressers = Botones bajo canciones ajenas
settings-pressers-label = Quién puede usarlos
settings-pressers-anyone = Cualquiera que vea la canción
settings-pressers-roles = Quien creó la canción y algunos roles
settings-pressers-maker = Solo quien creó la canción
settings-pressers-roles-label = Roles
settings-pressers-hint = Cuentan donde pueden algunos roles.
settings-pressers-no-role = Elige al menos un rol.
settings-pressers-pay = Quien pulsa paga con su propia parte.
