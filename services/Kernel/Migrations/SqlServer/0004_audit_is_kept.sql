ALTER TABLE $schema$.audit DROP CONSTRAINT uq_audit_version;

ALTER TABLE $schema$.audit ALTER COLUMN aggregate NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL;

ALTER TABLE $schema$.audit ALTER COLUMN aggregate_id NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL;

ALTER TABLE $schema$.audit ALTER COLUMN actor NVARCHAR(400) NOT NULL;

ALTER TABLE $schema$.audit ADD CONSTRAINT uq_audit_version UNIQUE (aggregate, aggregate_id, version);

-- Whoever owns the schema still may; the service's own login is not its owner.
DENY UPDATE, DELETE ON OBJECT::$schema$.audit TO public;

-- Keys as any others: letter by letter.
ALTER TABLE $schema$.catch_up DROP CONSTRAINT pk_catch_up;

ALTER TABLE $schema$.catch_up ALTER COLUMN aggregate NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL;

ALTER TABLE $schema$.catch_up ADD CONSTRAINT pk_catch_up PRIMARY KEY (aggregate);

DROP INDEX ix_parked_state ON $schema$.parked;

ALTER TABLE $schema$.parked ALTER COLUMN state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL;

CREATE INDEX ix_parked_state ON $schema$.parked (state, seq);
