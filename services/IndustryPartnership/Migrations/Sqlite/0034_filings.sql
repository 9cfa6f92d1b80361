-- D28: what an authority has recorded as filed with it, and the slots that name such filings. What enterprises typed into slot_terms.filing
-- lifts nothing and is not read any more.
-- Hours are hundredths of one. ended_on is the first day on which a filing no longer holds.
CREATE TABLE filing (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    authority TEXT NOT NULL,
    number TEXT NOT NULL,
    institution TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    post_kind TEXT NOT NULL,
    hours_per_day INTEGER NULL,
    hours_per_week INTEGER NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    ended_on TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_filing_id UNIQUE (id),
    CONSTRAINT uq_filing_number UNIQUE (authority, number),
    CONSTRAINT fk_filing_institution FOREIGN KEY (institution) REFERENCES organisation (code),
    CONSTRAINT fk_filing_enterprise FOREIGN KEY (enterprise) REFERENCES organisation (code)
);

CREATE INDEX ix_filing_enterprise ON filing (enterprise, seq);

CREATE INDEX ix_filing_institution ON filing (institution, seq);

CREATE TABLE filing_allowance (
    filing_id TEXT NOT NULL,
    word TEXT NOT NULL,
    CONSTRAINT pk_filing_allowance PRIMARY KEY (filing_id, word),
    CONSTRAINT fk_filing_allowance FOREIGN KEY (filing_id) REFERENCES filing (id)
);

CREATE TABLE slot_filing (
    slot_id TEXT NOT NULL,
    filing_id TEXT NOT NULL,
    CONSTRAINT pk_slot_filing PRIMARY KEY (slot_id, filing_id),
    CONSTRAINT fk_slot_filing_slot FOREIGN KEY (slot_id) REFERENCES slot (id),
    CONSTRAINT fk_slot_filing FOREIGN KEY (filing_id) REFERENCES filing (id)
);
