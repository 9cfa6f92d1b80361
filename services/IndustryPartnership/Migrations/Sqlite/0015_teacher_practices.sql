CREATE TABLE teacher_practice (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    base_id TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NULL,
    earliest_from TEXT NULL,
    asked_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_teacher_practice_id UNIQUE (id)
);

CREATE INDEX ix_teacher_practice_base ON teacher_practice (base_id, state);

CREATE INDEX ix_teacher_practice_institution ON teacher_practice (institution, seq);

CREATE TABLE teacher_practice_attended (
    practice_id TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    CONSTRAINT pk_teacher_practice_attended PRIMARY KEY (practice_id, from_day),
    CONSTRAINT fk_teacher_practice_attended FOREIGN KEY (practice_id) REFERENCES teacher_practice (id)
);
