-- When an opened slot named a filing, and when it ceased to (D28, D43). Without a row, a filing that it names was named at its opening.
CREATE TABLE partnership.slot_filing_fact (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    slot_id UNIQUEIDENTIFIER NOT NULL,
    filing_id UNIQUEIDENTIFIER NOT NULL,
    is_named INT NOT NULL,
    happened_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    slot_version INT NOT NULL,
    CONSTRAINT pk_slot_filing_fact PRIMARY KEY (seq),
    CONSTRAINT fk_slot_filing_fact FOREIGN KEY (slot_id) REFERENCES partnership.slot (id)
);

CREATE INDEX ix_slot_filing_fact ON partnership.slot_filing_fact (slot_id, seq);
