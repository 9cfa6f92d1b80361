ALTER TABLE placement_act ADD COLUMN relation TEXT NULL;

CREATE TABLE one_time_link (
    token_hash TEXT NOT NULL,
    purpose TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT NULL,
    actor TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_one_time_link PRIMARY KEY (token_hash)
);

CREATE INDEX ix_one_time_link_thing ON one_time_link (thing_id, purpose);
