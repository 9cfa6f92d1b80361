CREATE TABLE certificate (
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    state TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    revoked_on TEXT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_certificate PRIMARY KEY (id)
);

CREATE INDEX ix_certificate_teacher ON certificate (teacher_id, institution);

-- Who mentors for the institution.
ALTER TABLE placement ADD COLUMN teacher_id TEXT NULL;
