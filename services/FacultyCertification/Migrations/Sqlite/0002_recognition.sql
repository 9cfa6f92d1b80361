CREATE TABLE agreement (
    id TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    terminated_on TEXT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_agreement PRIMARY KEY (id)
);

CREATE TABLE agreement_party (
    agreement_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    CONSTRAINT pk_agreement_party PRIMARY KEY (agreement_id, organisation),
    CONSTRAINT fk_agreement_party_agreement FOREIGN KEY (agreement_id) REFERENCES agreement (id)
);

CREATE INDEX ix_agreement_party_organisation ON agreement_party (organisation);

CREATE TABLE base (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_base PRIMARY KEY (id)
);

CREATE TABLE base_period (
    base_id TEXT NOT NULL,
    active_from TEXT NOT NULL,
    active_until TEXT NOT NULL,
    CONSTRAINT pk_base_period PRIMARY KEY (base_id, active_from, active_until),
    CONSTRAINT fk_base_period_base FOREIGN KEY (base_id) REFERENCES base (id)
);

CREATE TABLE method (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    is_for_all INTEGER NOT NULL,
    code TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    practice_window_years INTEGER NOT NULL,
    validity_years INTEGER NOT NULL,
    public_notice_days INTEGER NOT NULL,
    panel_members INTEGER NOT NULL,
    state TEXT NOT NULL,
    effective_from TEXT NULL,
    effective_until TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_method_id UNIQUE (id),
    CONSTRAINT uq_method_number UNIQUE (owner, code, number)
);

CREATE TABLE method_level (
    method_id TEXT NOT NULL,
    level TEXT NOT NULL,
    position INTEGER NOT NULL,
    practice_days INTEGER NOT NULL,
    CONSTRAINT pk_method_level PRIMARY KEY (method_id, level),
    CONSTRAINT fk_method_level_method FOREIGN KEY (method_id) REFERENCES method (id)
);

CREATE TABLE method_evidence (
    method_id TEXT NOT NULL,
    level TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_method_evidence PRIMARY KEY (method_id, level, kind),
    CONSTRAINT fk_method_evidence_level FOREIGN KEY (method_id, level) REFERENCES method_level (method_id, level)
);

CREATE TABLE public_notice (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    published_on TEXT NOT NULL,
    last_day TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_public_notice_id UNIQUE (id)
);

-- ended_as is zero while the application is open, and its own id once it is final: so a teacher has one that is open.
CREATE TABLE application (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    method_id TEXT NOT NULL,
    level TEXT NOT NULL,
    state TEXT NOT NULL,
    submitted_on TEXT NULL,
    days_counted INTEGER NULL,
    notice_id TEXT NULL,
    withdrawal_reason TEXT NULL,
    ended_as TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_application_id UNIQUE (id),
    CONSTRAINT uq_application_open UNIQUE (teacher_id, ended_as),
    CONSTRAINT fk_application_teacher FOREIGN KEY (teacher_id) REFERENCES teacher (id),
    CONSTRAINT fk_application_method FOREIGN KEY (method_id) REFERENCES method (id),
    CONSTRAINT fk_application_notice FOREIGN KEY (notice_id) REFERENCES public_notice (id)
);

CREATE INDEX ix_application_teacher ON application (teacher_id);

CREATE INDEX ix_application_institution ON application (institution, seq);

CREATE INDEX ix_application_notice ON application (notice_id);

CREATE TABLE application_evidence (
    application_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    base_id TEXT NULL,
    enterprise TEXT NULL,
    practised_from TEXT NULL,
    practised_until TEXT NULL,
    description TEXT NULL,
    document_hash TEXT NULL,
    days_counted INTEGER NULL,
    CONSTRAINT pk_application_evidence PRIMARY KEY (application_id, position),
    CONSTRAINT fk_application_evidence_application FOREIGN KEY (application_id) REFERENCES application (id)
);

ALTER TABLE decision ADD COLUMN application_id TEXT NULL CONSTRAINT fk_decision_application REFERENCES application (id);

CREATE INDEX ix_decision_application ON decision (application_id);
