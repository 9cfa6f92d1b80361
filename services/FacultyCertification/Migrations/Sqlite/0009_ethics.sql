-- Failed ethics reviews. They bar applying on their days, unless they were recorded by mistake (D15).
CREATE TABLE ethics_finding (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    barred_from TEXT NOT NULL,
    barred_until TEXT NOT NULL,
    reason TEXT NOT NULL,
    withdrawal_reason TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_ethics_finding_id UNIQUE (id),
    CONSTRAINT fk_ethics_finding_teacher FOREIGN KEY (teacher_id) REFERENCES teacher (id)
);

CREATE INDEX ix_ethics_finding_teacher ON ethics_finding (teacher_id, seq);
