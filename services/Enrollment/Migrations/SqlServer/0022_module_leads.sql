-- Certificates and departures of teachers, as faculty-certification tells of them (D19, D20).
CREATE TABLE enrollment.teacher_certificate (
    id UNIQUEIDENTIFIER NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE NOT NULL,
    revoked_on DATE NULL,
    version INT NOT NULL,
    CONSTRAINT pk_teacher_certificate PRIMARY KEY (id)
);

CREATE INDEX ix_teacher_certificate_teacher ON enrollment.teacher_certificate (teacher_id);

CREATE TABLE enrollment.departed_teacher (
    id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    last_day DATE NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_departed_teacher PRIMARY KEY (id)
);

-- Who leads a module, or an institution's part of a programme, for a cohort.
CREATE TABLE enrollment.module_lead (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    programme_id UNIQUEIDENTIFIER NOT NULL,
    module_id UNIQUEIDENTIFIER NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    cohort INT NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    end_reason NVARCHAR(400) NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_module_lead PRIMARY KEY (seq),
    CONSTRAINT uq_module_lead_id UNIQUE (id)
);

CREATE INDEX ix_module_lead_programme ON enrollment.module_lead (programme_id, cohort);

CREATE INDEX ix_module_lead_institution ON enrollment.module_lead (institution);
