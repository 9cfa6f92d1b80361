-- When an opened slot named a filing, and when it ceased to (D28, D43). Without a row, a filing that it names was named at its opening.
CREATE TABLE slot_filing_fact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    slot_id TEXT NOT NULL,
    filing_id TEXT NOT NULL,
    is_named INTEGER NOT NULL,
    happened_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    slot_version INTEGER NOT NULL,
    CONSTRAINT fk_slot_filing_fact FOREIGN KEY (slot_id) REFERENCES slot (id)
);

CREATE INDEX ix_slot_filing_fact ON slot_filing_fact (slot_id, seq);
