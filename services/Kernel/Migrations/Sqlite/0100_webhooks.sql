-- An organisation's subscription to its changes. Everything up to its position is delivered, or waits in webhook_delivery.
CREATE TABLE webhook (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    roles TEXT NOT NULL,
    kinds TEXT NOT NULL,
    address TEXT NOT NULL,
    query TEXT NULL,
    secret TEXT NULL,
    former_secret TEXT NULL,
    former_until TEXT NULL,
    state TEXT NOT NULL,
    reason TEXT NULL,
    position INTEGER NOT NULL,
    is_failing INTEGER NOT NULL,
    is_down INTEGER NOT NULL,
    due_at TEXT NULL,
    lease_token TEXT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT uq_webhook_id UNIQUE (id)
);

CREATE INDEX ix_webhook_organisation ON webhook (organisation, seq);
CREATE INDEX ix_webhook_due ON webhook (due_at) WHERE due_at IS NOT NULL;

-- What was sent, or waits for another attempt.
CREATE TABLE webhook_delivery (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    webhook_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    position INTEGER NOT NULL,
    message_id TEXT NOT NULL,
    type TEXT NOT NULL,
    kind TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    thing_version INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    replays INTEGER NOT NULL,
    status INTEGER NULL,
    answer TEXT NULL,
    failure TEXT NULL,
    took_ms INTEGER NULL,
    created_at TEXT NOT NULL,
    attempted_at TEXT NULL,
    next_at TEXT NULL,
    CONSTRAINT uq_webhook_delivery_id UNIQUE (id)
);

CREATE INDEX ix_webhook_delivery_state ON webhook_delivery (webhook_id, state, position);
CREATE INDEX ix_webhook_delivery_seq ON webhook_delivery (webhook_id, seq);
CREATE INDEX ix_webhook_delivery_created ON webhook_delivery (created_at);

-- Which organisations have changes between two positions.
CREATE INDEX ix_change_sight_place ON change_sight (position, organisation) WHERE position IS NOT NULL;
