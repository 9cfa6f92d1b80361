-- An organisation's subscription to its changes. Everything up to its position is delivered, or waits in webhook_delivery.
CREATE TABLE $schema$.webhook (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    organisation NVARCHAR(60) COLLATE Latin1_General_BIN2 NOT NULL,
    roles NVARCHAR(400) COLLATE Latin1_General_BIN2 NOT NULL,
    kinds NVARCHAR(2000) COLLATE Latin1_General_BIN2 NOT NULL,
    address NVARCHAR(1600) NOT NULL,
    query NVARCHAR(2400) NULL,
    secret NVARCHAR(400) NULL,
    former_secret NVARCHAR(400) NULL,
    former_until DATETIME2(3) NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    reason NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    position BIGINT NOT NULL,
    is_failing BIT NOT NULL,
    is_down BIT NOT NULL,
    due_at DATETIME2(3) NULL,
    lease_token UNIQUEIDENTIFIER NULL,
    created_at DATETIME2(3) NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_webhook PRIMARY KEY (seq),
    CONSTRAINT uq_webhook_id UNIQUE (id)
);

CREATE INDEX ix_webhook_organisation ON $schema$.webhook (organisation, seq);
CREATE INDEX ix_webhook_due ON $schema$.webhook (due_at) WHERE due_at IS NOT NULL;

-- What was sent, or waits for another attempt.
CREATE TABLE $schema$.webhook_delivery (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    webhook_id UNIQUEIDENTIFIER NOT NULL,
    purpose NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    position BIGINT NOT NULL,
    message_id UNIQUEIDENTIFIER NOT NULL,
    type NVARCHAR(120) COLLATE Latin1_General_BIN2 NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    thing_id NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    thing_version INT NOT NULL,
    body NVARCHAR(MAX) NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    attempts INT NOT NULL,
    replays INT NOT NULL,
    status INT NULL,
    answer NVARCHAR(1000) NULL,
    failure NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    took_ms INT NULL,
    created_at DATETIME2(3) NOT NULL,
    attempted_at DATETIME2(3) NULL,
    next_at DATETIME2(3) NULL,
    CONSTRAINT pk_webhook_delivery PRIMARY KEY (seq),
    CONSTRAINT uq_webhook_delivery_id UNIQUE (id)
);

CREATE INDEX ix_webhook_delivery_state ON $schema$.webhook_delivery (webhook_id, state, position);
CREATE INDEX ix_webhook_delivery_seq ON $schema$.webhook_delivery (webhook_id, seq);
CREATE INDEX ix_webhook_delivery_created ON $schema$.webhook_delivery (created_at);

-- Which organisations have changes between two positions.
CREATE INDEX ix_change_sight_place ON $schema$.change_sight (position, organisation) WHERE position IS NOT NULL;
