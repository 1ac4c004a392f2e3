"""What Alembic runs: the migrations, on the connection and in the transaction that `data.engine.migrate` hands over."""

from alembic import context

# SQLite can take back a CREATE TABLE like any other change, though Alembic does not count on it.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
