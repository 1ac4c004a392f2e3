# Encore in two stages: the first installs the locked packages, the second holds only what runs.
FROM python:3.11-slim AS packages
RUN python -m venv /venv
COPY requirements/run.txt run.txt
# Wheels only: a package that would have to be compiled stops the build instead of asking for compilers.
RUN /venv/bin/python -m pip install --disable-pip-version-check --no-cache-dir \
        --require-hashes --no-deps --only-binary=:all: -r run.txt \
    && /venv/bin/python -m pip uninstall --yes pip setuptools

FROM python:3.11-slim
# The folder of the database belongs to the user before it is declared a volume, so that new volumes belong to it too.
RUN python -m pip uninstall --yes --root-user-action=ignore pip setuptools wheel \
    && useradd --system --user-group --uid 10001 --no-create-home --home-dir /nonexistent encore \
    && install --directory --owner=encore --group=encore --mode=0700 /var/lib/encore
COPY --from=packages /venv /venv
WORKDIR /app
COPY LICENSE LICENSE
COPY bot bot
COPY cogs cogs
COPY data data
RUN /venv/bin/python -m compileall -q bot cogs data
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////var/lib/encore/encore.db
VOLUME ["/var/lib/encore"]
# MusicAPI's calls; nothing listens here without WEBHOOK_URL.
EXPOSE 8090
USER 10001:10001
STOPSIGNAL SIGTERM
# The bot writes a heartbeat every 30 seconds; the check looks for one that is younger than 90.
HEALTHCHECK --interval=30s --timeout=15s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "health"]
CMD ["python", "-m", "bot"]
