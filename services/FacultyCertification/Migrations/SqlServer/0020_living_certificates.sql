-- A certificate has a printed number, and follows another one of its chain (D19). A sweep numbers those from before.
ALTER TABLE faculty.certificate ADD number NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL;

ALTER TABLE faculty.certificate ADD chain_id UNIQUEIDENTIFIER NOT NULL
    CONSTRAINT df_certificate_chain_id DEFAULT '00000000-0000-0000-0000-000000000000';

ALTER TABLE faculty.certificate ADD predecessor_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.certificate ADD issued_on DATE NOT NULL CONSTRAINT df_certificate_issued_on DEFAULT '0001-01-01';

ALTER TABLE faculty.certificate ADD renewal_from DATE NOT NULL CONSTRAINT df_certificate_renewal_from DEFAULT '0001-01-01';

ALTER TABLE faculty.certificate ADD superseded_on DATE NULL;

-- The value in person_value.
ALTER TABLE faculty.certificate ADD name_id UNIQUEIDENTIFIER NULL;
GO

UPDATE faculty.certificate
SET chain_id = id,
    issued_on = valid_from,
    renewal_from = DATEADD(DAY, -COALESCE((
        SELECT m.renewal_window_days
        FROM faculty.decision d
        INNER JOIN faculty.application a ON a.id = d.application_id
        INNER JOIN faculty.method m ON m.id = a.method_id
        WHERE d.id = faculty.certificate.decision_id), 180), valid_until);

CREATE UNIQUE INDEX uq_certificate_number ON faculty.certificate (number) WHERE number IS NOT NULL;

CREATE INDEX ix_certificate_unnumbered ON faculty.certificate (seq) WHERE number IS NULL;

CREATE INDEX ix_certificate_chain ON faculty.certificate (chain_id);

CREATE INDEX ix_certificate_predecessor ON faculty.certificate (predecessor_id);

-- A suspension holds for all certificates of a chain, also for one that follows later.
CREATE TABLE faculty.suspension (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    chain_id UNIQUEIDENTIFIER NOT NULL,
    certificate_id UNIQUEIDENTIFIER NOT NULL,
    suspended_on DATE NOT NULL,
    reason NVARCHAR(400) NOT NULL,
    decided_by NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    reinstated_on DATE NULL,
    reinstatement_reason NVARCHAR(400) NULL,
    reinstatement_decided_by NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    correction_reason NVARCHAR(400) NULL,
    is_withdrawn BIT NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_suspension PRIMARY KEY (seq),
    CONSTRAINT uq_suspension_id UNIQUE (id),
    CONSTRAINT fk_suspension_certificate FOREIGN KEY (certificate_id) REFERENCES faculty.certificate (id)
);

CREATE INDEX ix_suspension_chain ON faculty.suspension (chain_id);

CREATE UNIQUE INDEX uq_suspension_open ON faculty.suspension (chain_id) WHERE reinstated_on IS NULL AND is_withdrawn = 0;

-- What was recorded of a certificate, version by version. Of those up to a moment, the last one is what was known.
ALTER TABLE faculty.certificate_fact DROP CONSTRAINT uq_certificate_fact;

ALTER TABLE faculty.certificate_fact ADD version INT NULL;

ALTER TABLE faculty.certificate_fact ADD reason NVARCHAR(400) NULL;
GO

UPDATE faculty.certificate_fact
SET version = CASE WHEN fact = 'granted' THEN 1 ELSE 2 END,
    reason = CASE WHEN fact = 'revoked'
        THEN (SELECT c.revocation_reason FROM faculty.certificate c WHERE c.id = faculty.certificate_fact.certificate_id) END;

ALTER TABLE faculty.certificate_fact ALTER COLUMN version INT NOT NULL;

ALTER TABLE faculty.certificate_fact ADD CONSTRAINT uq_certificate_fact UNIQUE (certificate_id, version);

-- The days on which the certificate is in force, as that version says.
CREATE TABLE faculty.certificate_period (
    certificate_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE NOT NULL,
    CONSTRAINT pk_certificate_period PRIMARY KEY (certificate_id, version, from_day),
    CONSTRAINT fk_certificate_period_fact FOREIGN KEY (certificate_id, version)
        REFERENCES faculty.certificate_fact (certificate_id, version)
);

INSERT INTO faculty.certificate_period (certificate_id, version, from_day, until_day)
SELECT f.certificate_id, f.version, c.valid_from,
    CASE WHEN f.fact = 'revoked' THEN DATEADD(DAY, -1, c.revoked_on) ELSE c.valid_until END
FROM faculty.certificate_fact f
INNER JOIN faculty.certificate c ON c.id = f.certificate_id
WHERE f.fact <> 'revoked' OR c.revoked_on > c.valid_from;

-- Whether an application is the first one, or follows a certificate; set when it is submitted.
ALTER TABLE faculty.application ADD kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL;

ALTER TABLE faculty.application ADD predecessor_id UNIQUEIDENTIFIER NULL;
GO

UPDATE faculty.application SET kind = 'first' WHERE submitted_on IS NOT NULL;

CREATE INDEX ix_application_predecessor ON faculty.application (predecessor_id);
