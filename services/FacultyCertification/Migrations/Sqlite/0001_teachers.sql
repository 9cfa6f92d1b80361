CREATE TABLE institution (
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_institution PRIMARY KEY (code)
);

CREATE TABLE teacher (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    staff_number TEXT NOT NULL,
    category TEXT NOT NULL,
    person TEXT NULL,
    employed_from TEXT NOT NULL,
    last_day TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_teacher_id UNIQUE (id),
    CONSTRAINT uq_teacher_staff_number UNIQUE (institution, staff_number)
);

CREATE INDEX ix_teacher_institution ON teacher (institution, seq);

CREATE TABLE employment_fact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    teacher_id TEXT NOT NULL,
    fact TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT uq_employment_fact UNIQUE (teacher_id, fact),
    CONSTRAINT fk_employment_fact_teacher FOREIGN KEY (teacher_id) REFERENCES teacher (id)
);

CREATE TABLE decision (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    level TEXT NULL,
    decided_on TEXT NOT NULL,
    grounds TEXT NOT NULL,
    certificate_id TEXT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT uq_decision_id UNIQUE (id),
    CONSTRAINT fk_decision_teacher FOREIGN KEY (teacher_id) REFERENCES teacher (id)
);

CREATE INDEX ix_decision_teacher ON decision (teacher_id);

CREATE TABLE decision_member (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    decision_id TEXT NOT NULL,
    member TEXT NOT NULL,
    CONSTRAINT uq_decision_member UNIQUE (decision_id, member),
    CONSTRAINT fk_decision_member_decision FOREIGN KEY (decision_id) REFERENCES decision (id)
);

CREATE TABLE certificate (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    level TEXT NOT NULL,
    state TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    revoked_on TEXT NULL,
    revocation_reason TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_certificate_id UNIQUE (id),
    CONSTRAINT uq_certificate_decision UNIQUE (decision_id),
    CONSTRAINT fk_certificate_teacher FOREIGN KEY (teacher_id) REFERENCES teacher (id),
    CONSTRAINT fk_certificate_decision FOREIGN KEY (decision_id) REFERENCES decision (id)
);

CREATE INDEX ix_certificate_teacher ON certificate (teacher_id);

CREATE INDEX ix_certificate_institution ON certificate (institution, seq);

CREATE INDEX ix_certificate_due ON certificate (state, valid_until);

CREATE TABLE certificate_fact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    certificate_id TEXT NOT NULL,
    fact TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT uq_certificate_fact UNIQUE (certificate_id, fact),
    CONSTRAINT fk_certificate_fact_certificate FOREIGN KEY (certificate_id) REFERENCES certificate (id)
);
