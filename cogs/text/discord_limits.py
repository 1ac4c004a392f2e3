"""What Discord takes at most, each with its place in the documentation; lengths count in UTF-16 units, as clients do.

Sources: docs.discord.com, “Component Reference”, “Application Commands”, “Message Resource” (embed limits). How many
files a message takes, and how large, is known to `bot/delivery`.
"""

from __future__ import annotations

from typing import Final

CUSTOM_ID: Final = 100  # of a component or a form
MESSAGE: Final = 2_000  # the content of a message

BUTTON_LABEL: Final = 80
BUTTONS_IN_ROW: Final = 5
ROWS: Final = 5  # of buttons and menus below one message
OPTION: Final = 100  # an option's label in a menu, and the line below it
OPTIONS: Final = 25  # of one menu
DESCRIPTION: Final = 100  # of a command or an option
CHOICE: Final = 100  # the text of a suggestion below a command's option
CHOICES: Final = 25  # suggestions

FORM_TITLE: Final = 45
FIELD_LABEL: Final = 45  # a field of a form
FIELD_DESCRIPTION: Final = 100  # the line below such a label
FIELD_PLACEHOLDER: Final = 100  # what stands in it while it is empty
LEAST_RADIOS: Final = 2  # options that are seen all at once
RADIOS: Final = 10
TEXT_INPUT: Final = 4_000  # what is typed into one field

EMBED_TITLE: Final = 256
EMBED_DESCRIPTION: Final = 4_096
EMBED_FIELD: Final = 1_024  # the value of a field
EMBEDS: Final = 6_000  # everything that the embeds of one message say
ALT_TEXT: Final = 1_024  # the description of an attachment or a picture
