-- Personal values and free text, apart from the records that name them by a random id (D44).
-- A value with a scope is held by one thing of it.
CREATE TABLE $schema$.personal_value (
    id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    thing_id NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    member NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    value NVARCHAR(MAX) NOT NULL,
    lookup NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    scope NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    holds INT NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_personal_value PRIMARY KEY (id)
);

CREATE INDEX ix_personal_value_thing ON $schema$.personal_value (thing_id);

CREATE INDEX ix_personal_value_lookup ON $schema$.personal_value (lookup) WHERE lookup IS NOT NULL;

CREATE UNIQUE INDEX uq_personal_value_scope ON $schema$.personal_value (scope, lookup) WHERE holds = 1;

-- What the law orders to keep after an erasure, until a day. No other statement reads it.
CREATE TABLE $schema$.locked_value (
    id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    thing_id NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    member NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    value NVARCHAR(MAX) NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    locked_on DATE NOT NULL,
    kept_until DATE NOT NULL,
    CONSTRAINT pk_locked_value PRIMARY KEY (id)
);

CREATE INDEX ix_locked_value_kept_until ON $schema$.locked_value (kept_until);

CREATE INDEX ix_locked_value_thing ON $schema$.locked_value (thing_id);

-- Keyed hashes of the keys that erased things had.
CREATE TABLE $schema$.erased_key (
    hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    erased_on DATE NOT NULL,
    CONSTRAINT pk_erased_key PRIMARY KEY (hash)
);

CREATE TABLE $schema$.erased_secret (
    id INT NOT NULL,
    secret NVARCHAR(64) NOT NULL,
    CONSTRAINT pk_erased_secret PRIMARY KEY (id)
);

INSERT INTO $schema$.erased_secret (id, secret) VALUES (1, CONVERT(NVARCHAR(64), CRYPT_GEN_RANDOM(32), 2));

-- Requests for the erasure of a person's data.
CREATE TABLE $schema$.erasure (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    person_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    asked_by NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    asked_on DATE NOT NULL,
    decide_by DATE NOT NULL,
    decided_on DATE NULL,
    due_on DATE NULL,
    done_on DATE NULL,
    refused_by NVARCHAR(100) NULL,
    reason_id UNIQUEIDENTIFIER NULL,
    decision_id UNIQUEIDENTIFIER NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_erasure PRIMARY KEY (seq),
    CONSTRAINT uq_erasure_id UNIQUE (id)
);

CREATE UNIQUE INDEX uq_erasure_open ON $schema$.erasure (person_id) WHERE state IN ('asked', 'granted');

CREATE INDEX ix_change_thing ON $schema$.change (thing_id);

CREATE INDEX ix_erasure_person ON $schema$.erasure (person_id);

CREATE INDEX ix_erasure_institution ON $schema$.erasure (institution, seq);

CREATE INDEX ix_erasure_state ON $schema$.erasure (state, seq);

ALTER TABLE $schema$.audit ADD reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE $schema$.idempotency ADD body_id UNIQUEIDENTIFIER NULL;
