CREATE TABLE practice (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    base_id TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    state TEXT NOT NULL,
    seat_state TEXT NULL,
    seat_reason TEXT NULL,
    earliest_from TEXT NULL,
    seat_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_practice_id UNIQUE (id),
    CONSTRAINT fk_practice_teacher FOREIGN KEY (teacher_id) REFERENCES teacher (id)
);

CREATE INDEX ix_practice_teacher ON practice (teacher_id);

CREATE TABLE practice_attended (
    practice_id TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    CONSTRAINT pk_practice_attended PRIMARY KEY (practice_id, from_day),
    CONSTRAINT fk_practice_attended FOREIGN KEY (practice_id) REFERENCES practice (id)
);

ALTER TABLE application_evidence ADD practice_id TEXT NULL;
