CREATE TABLE new_employment_fact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    teacher_id TEXT NOT NULL,
    fact TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    CONSTRAINT uq_employment_fact UNIQUE (teacher_id, fact),
    CONSTRAINT fk_employment_fact_teacher FOREIGN KEY (teacher_id) REFERENCES teacher (id)
);

INSERT INTO new_employment_fact (seq, teacher_id, fact, effective_on, recorded_at, recorded_on)
SELECT seq, teacher_id, fact, effective_on, recorded_at, substr(recorded_at, 1, 10) FROM employment_fact;

DROP TABLE employment_fact;

ALTER TABLE new_employment_fact RENAME TO employment_fact;

CREATE TABLE new_certificate_fact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    certificate_id TEXT NOT NULL,
    fact TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    CONSTRAINT uq_certificate_fact UNIQUE (certificate_id, fact),
    CONSTRAINT fk_certificate_fact_certificate FOREIGN KEY (certificate_id) REFERENCES certificate (id)
);

INSERT INTO new_certificate_fact (seq, certificate_id, fact, effective_on, recorded_at, recorded_on)
SELECT seq, certificate_id, fact, effective_on, recorded_at, substr(recorded_at, 1, 10) FROM certificate_fact;

DROP TABLE certificate_fact;

ALTER TABLE new_certificate_fact RENAME TO certificate_fact;
