-- How often the consumer of a message has failed that waits to be given to it again.
ALTER TABLE outbox ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;

-- Depth and age are read without the bodies.
CREATE INDEX ix_outbox_created_at ON outbox (created_at);

ALTER TABLE parked ADD COLUMN discarded_at TEXT NULL;

CREATE INDEX ix_parked_state ON parked (state, seq);

-- Written to see whether anything can be written. The filler is as long as a message.
CREATE TABLE heartbeat (
    id INTEGER NOT NULL,
    beat_at TEXT NOT NULL,
    filler TEXT NOT NULL,
    CONSTRAINT pk_heartbeat PRIMARY KEY (id)
);
