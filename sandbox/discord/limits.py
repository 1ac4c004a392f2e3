"""Every limit of Discord's that the sandbox holds a bot to, with its source.

"API" is the OpenAPI document that Discord publishes, "docs" its developer documentation; "seen" is what its users
report and Discord does not publish: there the stricter of the reported values is taken.
"""

from __future__ import annotations

MEBIBYTE = 1024 * 1024

# Interactions (docs: Receiving and Responding)
ANSWER_DEADLINE = 3.0  # seconds
TOKEN_LIFETIME = 900.0  # seconds
INLINE_RESPONSE = 150 * 1024  # bytes of a response to an interaction over HTTP; seen: discord-api-docs, issue 5250

# Webhook events (docs: Webhook Events, "Responding to Events")
EVENT_RETRIED_FOR = 600.0  # seconds
EVENT_RETRY_PAUSE = 1.0  # seconds before the first retry, doubled for each that follows; nobody publishes it
EVENTS_GIVEN_UP = 5  # in a row, before Discord stops sending; nobody publishes it ("too often")

# Files (docs: Reference, Uploading Files; premium tiers: Server Boosting FAQ)
FILE_BYTES = 10 * MEBIBYTE
BOOSTED_FILE_BYTES = {2: 50 * MEBIBYTE, 3: 100 * MEBIBYTE}  # by premium tier; tier 1 changes nothing
FILES = 10  # API: attachments maxItems
FILE_URL_LIFETIME = 86_400.0  # seconds; docs: Reference, Signed Attachment CDN URLs; seen: a day
DESCRIPTION = 1024  # API: MessageAttachmentRequest

# Messages (API: IncomingWebhookInteractionRequest; docs: Create Message)
CONTENT = 2000
NONCE = 25
OLD_MESSAGE_AGE = 3600.0  # seconds after which edits are counted (docs: JSON error code 30046)
OLD_EDITS = 3  # seen: no published number; kept low so that nobody relies on it
OLD_EDITS_WINDOW = 3600.0  # seconds

# Names and topics of channels (seen: discord-api-docs, issues 1900 and 2208)
NAME_CHANGES = 2  # and as many topics, per channel
NAME_CHANGES_WINDOW = 600.0  # seconds

# Embeds (docs: Message, Embed Limits)
EMBEDS = 10
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
AUTHOR = 256
EMBED_TOTAL = 6000
URL = 2048

# Components (docs: Component Reference; API)
ROWS = 5
BUTTONS_IN_ROW = 5
COMPONENTS_V2 = 40  # all of them, nested ones too
DISPLAYED_TEXT = 4000  # all text of a components-v2 message together
CUSTOM_ID = 100
BUTTON_LABEL = 80
BUTTON_URL = 512
PLACEHOLDER = 150
SELECT_OPTIONS = 25
OPTION_TEXT = 100

# Modals (docs: Component Reference, Modal; API: ModalInteractionCallbackRequestData)
MODAL_TITLE = 45
MODAL_ROWS = 5
LABEL = 45
LABEL_DESCRIPTION = 100
INPUT = 4000
INPUT_PLACEHOLDER = 100
CHOICES_IN_GROUP = 10

# Commands (docs: Application Commands; API)
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100
OPTIONS = 25
CHOICES = 25
CHOICE_TEXT = 100
STRING_OPTION = 6000
COMMAND_TOTAL = 8000  # characters of names, descriptions and values together
COMMANDS = {1: 100, 2: 15, 3: 15}  # per kind: chat input, user, message
COMMAND_CREATES_A_DAY = 200

# Languages that a client or a server may be set to (API: AvailableLocalesEnum)
LOCALES = (
    *("ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he", "hi", "hr", "hu"),
    *("id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th", "tr", "uk", "vi"),
    *("zh-CN", "zh-TW"),
)

# Requests for members at the gateway (docs: Gateway Events, "Request Guild Members"; Change Log, "Introducing Rate
# Limit When Requesting All Guild Members")
MEMBERS_FOUND = 100  # by prefix or by id
MEMBERS_IN_CHUNK = 1000
ALL_MEMBERS_EVERY = 30.0  # seconds between two requests for everybody, per bot and guild

# Rates (docs: Rate Limits)
GLOBAL_REQUESTS = 50  # per second and bot
REFUSALS = 10_000  # 401, 403 and 429 answers per window before the client is blocked
REFUSALS_WINDOW = 600.0  # seconds
