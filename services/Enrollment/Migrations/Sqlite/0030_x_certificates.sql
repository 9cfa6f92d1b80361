-- 1+X (D21): types of vocational skill-level certificates, and the certificates of learners with all their versions (D43).
CREATE TABLE x_certificate_type (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    evaluator TEXT NOT NULL,
    evaluator_name TEXT NOT NULL,
    levels TEXT NOT NULL,
    defined_by TEXT NOT NULL,
    former TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_x_certificate_type_code UNIQUE (code)
);

CREATE TABLE x_certificate (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    learner_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    evaluator TEXT NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT uq_x_certificate_id UNIQUE (id)
);

CREATE UNIQUE INDEX uq_x_certificate_number ON x_certificate (evaluator, number) WHERE state = 'recorded';

CREATE INDEX ix_x_certificate_learner ON x_certificate (learner_id);

CREATE TABLE x_certificate_version (
    certificate_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    type TEXT NOT NULL,
    level TEXT NOT NULL,
    evaluator TEXT NOT NULL,
    number TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    account TEXT NULL,
    reason TEXT NULL,
    recorded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_x_certificate_version PRIMARY KEY (certificate_id, version)
);
