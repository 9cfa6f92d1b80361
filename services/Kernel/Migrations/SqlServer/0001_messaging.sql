CREATE TABLE $schema$.outbox (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    message_id UNIQUEIDENTIFIER NOT NULL,
    message_types NVARCHAR(1000) NOT NULL,
    destination NVARCHAR(400) NOT NULL,
    content_type NVARCHAR(100) NOT NULL,
    trace_parent NVARCHAR(100) NULL,
    body NVARCHAR(MAX) NOT NULL,
    attempts INT NOT NULL,
    leased_until DATETIME2(3) NOT NULL,
    lease_token UNIQUEIDENTIFIER NULL,
    last_error NVARCHAR(MAX) NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_outbox PRIMARY KEY (seq)
);

CREATE TABLE $schema$.inbox (
    message_id UNIQUEIDENTIFIER NOT NULL,
    consumer_id UNIQUEIDENTIFIER NOT NULL,
    consumed_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_inbox PRIMARY KEY (message_id, consumer_id)
);

CREATE INDEX ix_inbox_consumed_at ON $schema$.inbox (consumed_at);

CREATE TABLE $schema$.parked (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    message_id UNIQUEIDENTIFIER NOT NULL,
    message_types NVARCHAR(1000) NOT NULL,
    destination NVARCHAR(400) NULL,
    content_type NVARCHAR(100) NOT NULL,
    trace_parent NVARCHAR(100) NULL,
    body NVARCHAR(MAX) NOT NULL,
    error NVARCHAR(MAX) NOT NULL,
    state NVARCHAR(20) NOT NULL,
    reason NVARCHAR(400) NULL,
    parked_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_parked PRIMARY KEY (seq),
    CONSTRAINT uq_parked_id UNIQUE (id),
    CONSTRAINT uq_parked_message UNIQUE (message_id)
);

CREATE TABLE $schema$.catch_up (
    aggregate NVARCHAR(100) NOT NULL,
    requested_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_catch_up PRIMARY KEY (aggregate)
);

CREATE TABLE $schema$.idempotency (
    actor NVARCHAR(200) COLLATE Latin1_General_BIN2 NOT NULL,
    idempotency_key NVARCHAR(200) COLLATE Latin1_General_BIN2 NOT NULL,
    request_hash NVARCHAR(64) NOT NULL,
    status INT NULL,
    location NVARCHAR(400) NULL,
    etag NVARCHAR(40) NULL,
    body NVARCHAR(MAX) NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_idempotency PRIMARY KEY (actor, idempotency_key)
);

CREATE INDEX ix_idempotency_created_at ON $schema$.idempotency (created_at);

CREATE TABLE $schema$.audit (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    aggregate NVARCHAR(40) NOT NULL,
    aggregate_id NVARCHAR(100) NOT NULL,
    version INT NOT NULL,
    action NVARCHAR(100) NOT NULL,
    reason NVARCHAR(400) NULL,
    actor NVARCHAR(200) NOT NULL,
    organisation NVARCHAR(60) NOT NULL,
    trace_id NVARCHAR(32) NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (seq),
    CONSTRAINT uq_audit_version UNIQUE (aggregate, aggregate_id, version)
);
