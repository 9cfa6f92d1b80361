-- What a teacher is qualified for. It follows the teacher; what was recorded by mistake stays readable (D14, D43).
CREATE TABLE qualification (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    name TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    document_hash TEXT NOT NULL,
    withdrawal_reason TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_qualification_id UNIQUE (id),
    CONSTRAINT fk_qualification_teacher FOREIGN KEY (teacher_id) REFERENCES teacher (id)
);

CREATE INDEX ix_qualification_teacher ON qualification (teacher_id, seq);
