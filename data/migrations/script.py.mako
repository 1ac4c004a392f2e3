"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}

# Where it takes something away or gives it another meaning: the oldest program, by the number of the newest migration
# that it knows, that may work from then on. All others leave before it runs.
# oldest_program = "0005"


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
