-- A certificate has a printed number, and follows another one of its chain (D19). A sweep numbers those from before.
ALTER TABLE certificate ADD COLUMN number TEXT NULL;

ALTER TABLE certificate ADD COLUMN chain_id TEXT NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';

ALTER TABLE certificate ADD COLUMN predecessor_id TEXT NULL;

ALTER TABLE certificate ADD COLUMN issued_on TEXT NOT NULL DEFAULT '0001-01-01';

ALTER TABLE certificate ADD COLUMN renewal_from TEXT NOT NULL DEFAULT '0001-01-01';

ALTER TABLE certificate ADD COLUMN superseded_on TEXT NULL;

-- The value in person_value.
ALTER TABLE certificate ADD COLUMN name_id TEXT NULL;

UPDATE certificate
SET chain_id = id,
    issued_on = valid_from,
    renewal_from = date(valid_until, '-' || COALESCE((
        SELECT m.renewal_window_days
        FROM decision d
        INNER JOIN application a ON a.id = d.application_id
        INNER JOIN method m ON m.id = a.method_id
        WHERE d.id = certificate.decision_id), 180) || ' days');

CREATE UNIQUE INDEX uq_certificate_number ON certificate (number) WHERE number IS NOT NULL;

CREATE INDEX ix_certificate_unnumbered ON certificate (seq) WHERE number IS NULL;

CREATE INDEX ix_certificate_chain ON certificate (chain_id);

CREATE INDEX ix_certificate_predecessor ON certificate (predecessor_id);

-- A suspension holds for all certificates of a chain, also for one that follows later.
CREATE TABLE suspension (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    chain_id TEXT NOT NULL,
    certificate_id TEXT NOT NULL,
    suspended_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    reinstated_on TEXT NULL,
    reinstatement_reason TEXT NULL,
    reinstatement_decided_by TEXT NULL,
    correction_reason TEXT NULL,
    is_withdrawn INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_suspension_id UNIQUE (id),
    CONSTRAINT fk_suspension_certificate FOREIGN KEY (certificate_id) REFERENCES certificate (id)
);

CREATE INDEX ix_suspension_chain ON suspension (chain_id);

CREATE UNIQUE INDEX uq_suspension_open ON suspension (chain_id) WHERE reinstated_on IS NULL AND is_withdrawn = 0;

-- What was recorded of a certificate, version by version. Of those up to a moment, the last one is what was known.
CREATE TABLE new_certificate_fact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    certificate_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    fact TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    reason TEXT NULL,
    recorded_at TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    CONSTRAINT uq_certificate_fact UNIQUE (certificate_id, version),
    CONSTRAINT fk_certificate_fact_certificate FOREIGN KEY (certificate_id) REFERENCES certificate (id)
);

INSERT INTO new_certificate_fact (seq, certificate_id, version, fact, effective_on, reason, recorded_at, recorded_on)
SELECT f.seq, f.certificate_id, CASE WHEN f.fact = 'granted' THEN 1 ELSE 2 END, f.fact, f.effective_on,
    CASE WHEN f.fact = 'revoked' THEN c.revocation_reason END, f.recorded_at, f.recorded_on
FROM certificate_fact f
INNER JOIN certificate c ON c.id = f.certificate_id;

DROP TABLE certificate_fact;

ALTER TABLE new_certificate_fact RENAME TO certificate_fact;

-- The days on which the certificate is in force, as that version says.
CREATE TABLE certificate_period (
    certificate_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    CONSTRAINT pk_certificate_period PRIMARY KEY (certificate_id, version, from_day),
    CONSTRAINT fk_certificate_period_fact FOREIGN KEY (certificate_id, version) REFERENCES certificate_fact (certificate_id, version)
);

INSERT INTO certificate_period (certificate_id, version, from_day, until_day)
SELECT f.certificate_id, f.version, c.valid_from, CASE WHEN f.fact = 'revoked' THEN date(c.revoked_on, '-1 days') ELSE c.valid_until END
FROM certificate_fact f
INNER JOIN certificate c ON c.id = f.certificate_id
WHERE f.fact <> 'revoked' OR c.revoked_on > c.valid_from;

-- Whether an application is the first one, or follows a certificate; set when it is submitted.
ALTER TABLE application ADD COLUMN kind TEXT NULL;

ALTER TABLE application ADD COLUMN predecessor_id TEXT NULL;

UPDATE application SET kind = 'first' WHERE submitted_on IS NOT NULL;

CREATE INDEX ix_application_predecessor ON application (predecessor_id);
