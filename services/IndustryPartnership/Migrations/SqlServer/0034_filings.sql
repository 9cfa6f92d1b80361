-- D28: what an authority has recorded as filed with it, and the slots that name such filings. What enterprises typed into slot_terms.filing
-- lifts nothing and is not read any more.
-- Hours are hundredths of one. ended_on is the first day on which a filing no longer holds.
CREATE TABLE partnership.filing (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    authority NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    number NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    post_kind NVARCHAR(60) COLLATE Latin1_General_BIN2 NOT NULL,
    hours_per_day INT NULL,
    hours_per_week INT NULL,
    from_on DATE NOT NULL,
    until_on DATE NOT NULL,
    ended_on DATE NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_filing PRIMARY KEY (seq),
    CONSTRAINT uq_filing_id UNIQUE (id),
    CONSTRAINT uq_filing_number UNIQUE (authority, number),
    CONSTRAINT fk_filing_institution FOREIGN KEY (institution) REFERENCES partnership.organisation (code),
    CONSTRAINT fk_filing_enterprise FOREIGN KEY (enterprise) REFERENCES partnership.organisation (code)
);

CREATE INDEX ix_filing_enterprise ON partnership.filing (enterprise, seq);

CREATE INDEX ix_filing_institution ON partnership.filing (institution, seq);

CREATE TABLE partnership.filing_allowance (
    filing_id UNIQUEIDENTIFIER NOT NULL,
    word NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_filing_allowance PRIMARY KEY (filing_id, word),
    CONSTRAINT fk_filing_allowance FOREIGN KEY (filing_id) REFERENCES partnership.filing (id)
);

CREATE TABLE partnership.slot_filing (
    slot_id UNIQUEIDENTIFIER NOT NULL,
    filing_id UNIQUEIDENTIFIER NOT NULL,
    CONSTRAINT pk_slot_filing PRIMARY KEY (slot_id, filing_id),
    CONSTRAINT fk_slot_filing_slot FOREIGN KEY (slot_id) REFERENCES partnership.slot (id),
    CONSTRAINT fk_slot_filing FOREIGN KEY (filing_id) REFERENCES partnership.filing (id)
);
