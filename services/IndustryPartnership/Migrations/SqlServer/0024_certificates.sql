CREATE TABLE partnership.certificate (
    id UNIQUEIDENTIFIER NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE NOT NULL,
    revoked_on DATE NULL,
    version INT NOT NULL,
    CONSTRAINT pk_certificate PRIMARY KEY (id)
);

CREATE INDEX ix_certificate_teacher ON partnership.certificate (teacher_id, institution);

-- Who mentors for the institution.
ALTER TABLE partnership.placement ADD teacher_id UNIQUEIDENTIFIER NULL;
