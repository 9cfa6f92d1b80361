CREATE TABLE learner (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    student_number TEXT NOT NULL,
    person TEXT NULL,
    birth_date TEXT NOT NULL,
    cohort INTEGER NOT NULL,
    articulation_id TEXT NOT NULL,
    major TEXT NOT NULL,
    stage INTEGER NOT NULL,
    state TEXT NOT NULL,
    enrolled_on TEXT NOT NULL,
    withdrawn_on TEXT NULL,
    withdrawal_reason TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_learner_id UNIQUE (id),
    CONSTRAINT uq_learner_student_number UNIQUE (institution, student_number)
);

CREATE INDEX ix_learner_articulation ON learner (articulation_id);

CREATE TABLE credit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    learner_id TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    credits INTEGER NOT NULL,
    grade TEXT NOT NULL,
    hours INTEGER NULL,
    effective_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT uq_credit_id UNIQUE (id),
    CONSTRAINT uq_credit_source UNIQUE (source_kind, source_id)
);

CREATE INDEX ix_credit_learner ON credit (learner_id);
