-- Certificates and departures of teachers, as faculty-certification tells of them (D19, D20).
CREATE TABLE teacher_certificate (
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    revoked_on TEXT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_teacher_certificate PRIMARY KEY (id)
);

CREATE INDEX ix_teacher_certificate_teacher ON teacher_certificate (teacher_id);

CREATE TABLE departed_teacher (
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    last_day TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_departed_teacher PRIMARY KEY (id)
);

-- Who leads a module, or an institution's part of a programme, for a cohort.
CREATE TABLE module_lead (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    programme_id TEXT NOT NULL,
    module_id TEXT NULL,
    institution TEXT NOT NULL,
    cohort INTEGER NOT NULL,
    teacher_id TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    end_reason TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_module_lead_id UNIQUE (id)
);

CREATE INDEX ix_module_lead_programme ON module_lead (programme_id, cohort);

CREATE INDEX ix_module_lead_institution ON module_lead (institution);
