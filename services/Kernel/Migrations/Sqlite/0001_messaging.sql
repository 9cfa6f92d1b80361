CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL,
    message_types TEXT NOT NULL,
    destination TEXT NOT NULL,
    content_type TEXT NOT NULL,
    trace_parent TEXT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    leased_until TEXT NOT NULL,
    lease_token TEXT NULL,
    last_error TEXT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE inbox (
    message_id TEXT NOT NULL,
    consumer_id TEXT NOT NULL,
    consumed_at TEXT NOT NULL,
    CONSTRAINT pk_inbox PRIMARY KEY (message_id, consumer_id)
);

CREATE INDEX ix_inbox_consumed_at ON inbox (consumed_at);

CREATE TABLE parked (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    message_types TEXT NOT NULL,
    destination TEXT NULL,
    content_type TEXT NOT NULL,
    trace_parent TEXT NULL,
    body TEXT NOT NULL,
    error TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NULL,
    parked_at TEXT NOT NULL,
    CONSTRAINT uq_parked_id UNIQUE (id),
    CONSTRAINT uq_parked_message UNIQUE (message_id)
);

CREATE TABLE catch_up (
    aggregate TEXT NOT NULL,
    requested_at TEXT NOT NULL,
    CONSTRAINT pk_catch_up PRIMARY KEY (aggregate)
);

CREATE TABLE idempotency (
    actor TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NULL,
    location TEXT NULL,
    etag TEXT NULL,
    body TEXT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_idempotency PRIMARY KEY (actor, idempotency_key)
);

CREATE INDEX ix_idempotency_created_at ON idempotency (created_at);

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    aggregate TEXT NOT NULL,
    aggregate_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    action TEXT NOT NULL,
    reason TEXT NULL,
    actor TEXT NOT NULL,
    organisation TEXT NOT NULL,
    trace_id TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT uq_audit_version UNIQUE (aggregate, aggregate_id, version)
);
