-- In PostgreSQL's words: 0001_first_schema.py puts SQLite's in the place of three types.

CREATE TABLE guilds (
    guild_id BIGINT NOT NULL,
    allowance INTEGER,
    last_turn_at TIMESTAMP WITH TIME ZONE,
    model TEXT,
    PRIMARY KEY (guild_id),
    CONSTRAINT guilds_allowance CHECK (allowance >= 0)
);

CREATE TABLE members (
    user_id BIGINT NOT NULL,
    model TEXT,
    PRIMARY KEY (user_id)
);

CREATE TABLE accounts (
    guild_id BIGINT NOT NULL,
    month VARCHAR(7) NOT NULL,
    held INTEGER NOT NULL,
    spent INTEGER NOT NULL,
    PRIMARY KEY (guild_id, month),
    CONSTRAINT accounts_held CHECK (held >= 0),
    CONSTRAINT accounts_spent CHECK (spent >= 0),
    FOREIGN KEY(guild_id) REFERENCES guilds (guild_id)
);

CREATE TABLE jobs (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    interaction_id BIGINT NOT NULL,
    guild_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    token TEXT,
    token_expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    file_limit BIGINT NOT NULL,
    operation TEXT NOT NULL,
    family TEXT NOT NULL,
    model TEXT NOT NULL,
    family_chosen BOOLEAN NOT NULL,
    price INTEGER NOT NULL,
    clips_expected INTEGER NOT NULL,
    prompt TEXT NOT NULL,
    title TEXT NOT NULL,
    style TEXT NOT NULL,
    lyrics TEXT NOT NULL,
    instrumental BOOLEAN NOT NULL,
    source BIGINT,
    continue_at DOUBLE PRECISION,
    details JSON NOT NULL,
    month VARCHAR(7) NOT NULL,
    state VARCHAR(16) NOT NULL,
    task_id TEXT,
    failure VARCHAR(16),
    reason TEXT,
    result JSON,
    create_attempts INTEGER NOT NULL,
    repeats_create BOOLEAN NOT NULL,
    answer_lost_at TIMESTAMP WITH TIME ZONE,
    message_channel_id BIGINT,
    message_id BIGINT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    submitted_at TIMESTAMP WITH TIME ZONE,
    started_at TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    poll_at TIMESTAMP WITH TIME ZONE,
    polls INTEGER NOT NULL,
    delivered_at TIMESTAMP WITH TIME ZONE,
    deliver_at TIMESTAMP WITH TIME ZONE,
    delivery_attempts INTEGER NOT NULL,
    owner TEXT,
    lease_until TIMESTAMP WITH TIME ZONE,
    webhook_token TEXT,
    CONSTRAINT jobs_interaction UNIQUE (interaction_id),
    CONSTRAINT jobs_task UNIQUE (family, task_id),
    CONSTRAINT jobs_webhook_token UNIQUE (webhook_token),
    CONSTRAINT jobs_state CHECK (state IN ('queued', 'submitting', 'running', 'done', 'failed')),
    CONSTRAINT jobs_failure CHECK (failure IN ('refused', 'not_sent', 'lost', 'failed', 'timed_out', 'cancelled')),
    CONSTRAINT jobs_failed_says_why CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CONSTRAINT jobs_final_says_when CHECK ((state IN ('done', 'failed')) = (finished_at IS NOT NULL)),
    CONSTRAINT jobs_running_has_task CHECK (state <> 'running' OR task_id IS NOT NULL OR repeats_create),
    CONSTRAINT jobs_repeated_has_no_task CHECK (NOT repeats_create OR task_id IS NULL),
    CONSTRAINT jobs_done_has_something CHECK (state <> 'done' OR task_id IS NOT NULL OR result IS NOT NULL),
    CONSTRAINT jobs_waiting_has_nothing CHECK (state NOT IN ('queued', 'submitting') OR (task_id IS NULL AND result IS NULL AND NOT repeats_create)),
    CONSTRAINT jobs_lost_is_not_sent_again CHECK (answer_lost_at IS NULL OR state <> 'queued'),
    CONSTRAINT jobs_running_is_polled CHECK ((state = 'running') = (poll_at IS NOT NULL)),
    CONSTRAINT jobs_final_is_due CHECK ((deliver_at IS NOT NULL) = (finished_at IS NOT NULL AND delivered_at IS NULL)),
    CONSTRAINT jobs_delivered_is_final CHECK (delivered_at IS NULL OR finished_at IS NOT NULL),
    CONSTRAINT jobs_lease CHECK ((owner IS NULL) = (lease_until IS NULL)),
    CONSTRAINT jobs_amounts CHECK (price >= 0 AND clips_expected >= 1 AND continue_at >= 0),
    CONSTRAINT jobs_counts CHECK (create_attempts >= 0 AND polls >= 0 AND delivery_attempts >= 0),
    FOREIGN KEY(guild_id) REFERENCES guilds (guild_id)
);

CREATE INDEX jobs_by_kind ON jobs (family, model, operation, finished_at);
CREATE INDEX jobs_by_source ON jobs (source) WHERE source IS NOT NULL;
CREATE INDEX jobs_by_state ON jobs (state, id);
CREATE INDEX jobs_due ON jobs (owner, poll_at) WHERE poll_at IS NOT NULL;
CREATE INDEX jobs_leases ON jobs (owner, lease_until) WHERE delivered_at IS NULL;
CREATE INDEX jobs_tokens ON jobs (token_expires_at) WHERE token IS NOT NULL;
CREATE INDEX jobs_undelivered ON jobs (owner, deliver_at) WHERE deliver_at IS NOT NULL;

CREATE TABLE ledger (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    job_id BIGINT NOT NULL,
    guild_id BIGINT NOT NULL,
    month VARCHAR(7) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    credits INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT ledger_once UNIQUE (job_id, kind),
    CONSTRAINT ledger_kind CHECK (kind IN ('hold', 'settle', 'refund')),
    CONSTRAINT ledger_credits CHECK (credits >= 0),
    FOREIGN KEY(job_id) REFERENCES jobs (id)
);

CREATE INDEX ledger_by_guild ON ledger (guild_id, id);
CREATE UNIQUE INDEX ledger_closed_once ON ledger (job_id) WHERE kind IN ('settle', 'refund');

CREATE TABLE clips (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    job_id BIGINT NOT NULL,
    guild_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    clip_id TEXT NOT NULL,
    family TEXT NOT NULL,
    model TEXT NOT NULL,
    state VARCHAR(16) NOT NULL,
    title TEXT NOT NULL,
    style TEXT NOT NULL,
    lyrics TEXT NOT NULL,
    duration DOUBLE PRECISION,
    audio_url TEXT NOT NULL,
    image_url TEXT NOT NULL,
    timeline JSON,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    posted_at TIMESTAMP WITH TIME ZONE,
    uploaded BOOLEAN NOT NULL,
    CONSTRAINT clips_clip UNIQUE (job_id, clip_id),
    CONSTRAINT clips_position UNIQUE (job_id, position),
    CONSTRAINT clips_state CHECK (state IN ('running', 'succeeded', 'failed')),
    CONSTRAINT clips_amounts CHECK (position >= 1 AND clip_id <> '' AND duration >= 0),
    FOREIGN KEY(job_id) REFERENCES jobs (id)
);

CREATE INDEX clips_by_family ON clips (guild_id, family, id);
CREATE INDEX clips_by_guild ON clips (guild_id, id);

CREATE TABLE personas (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    kind VARCHAR(16) NOT NULL,
    family TEXT NOT NULL,
    name TEXT NOT NULL,
    vendor_id TEXT NOT NULL,
    job_id BIGINT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT personas_job UNIQUE (job_id),
    CONSTRAINT personas_kind CHECK (kind IN ('persona', 'voice')),
    CONSTRAINT personas_named CHECK (name <> '' AND vendor_id <> ''),
    FOREIGN KEY(guild_id) REFERENCES guilds (guild_id),
    FOREIGN KEY(job_id) REFERENCES jobs (id)
);

CREATE UNIQUE INDEX personas_living ON personas (guild_id, name) WHERE deleted_at IS NULL;

CREATE TABLE drafts (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    interaction_id BIGINT NOT NULL,
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    words JSON NOT NULL,
    price INTEGER NOT NULL,
    CONSTRAINT drafts_interaction UNIQUE (interaction_id),
    CONSTRAINT drafts_price CHECK (price >= 0)
);

CREATE INDEX drafts_by_age ON drafts (created_at);
CREATE INDEX drafts_by_member ON drafts (user_id, id);

CREATE TABLE webhooks (
    webhook_id TEXT NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (webhook_id)
);

CREATE INDEX webhooks_by_age ON webhooks (received_at);

CREATE TABLE rate_limits (
    id INTEGER NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT rate_limits_one_row CHECK (id = 1)
);

CREATE TABLE retirements (
    host TEXT NOT NULL,
    family TEXT NOT NULL,
    operation TEXT NOT NULL,
    reason TEXT NOT NULL,
    retired_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (host, family, operation)
);

CREATE TABLE key_values (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
);

CREATE TABLE heartbeats (
    worker_id TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (worker_id)
);
