-- How often the consumer of a message has failed that waits to be given to it again.
ALTER TABLE $schema$.outbox ADD failures INT NOT NULL CONSTRAINT df_outbox_failures DEFAULT 0;

-- Depth and age are read without the bodies.
CREATE INDEX ix_outbox_created_at ON $schema$.outbox (created_at);

ALTER TABLE $schema$.parked ADD discarded_at DATETIME2(3) NULL;

CREATE INDEX ix_parked_state ON $schema$.parked (state, seq);

-- Written to see whether anything can be written. The filler is as long as a message.
CREATE TABLE $schema$.heartbeat (
    id INT NOT NULL,
    beat_at DATETIME2(3) NOT NULL,
    filler NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_heartbeat PRIMARY KEY (id)
);
