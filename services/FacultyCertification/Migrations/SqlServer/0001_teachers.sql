CREATE TABLE faculty.institution (
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_institution PRIMARY KEY (code)
);

CREATE TABLE faculty.teacher (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    staff_number NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    category NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    person NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    employed_from DATE NOT NULL,
    last_day DATE NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_teacher PRIMARY KEY (seq),
    CONSTRAINT uq_teacher_id UNIQUE (id),
    CONSTRAINT uq_teacher_staff_number UNIQUE (institution, staff_number)
);

CREATE INDEX ix_teacher_institution ON faculty.teacher (institution, seq);

CREATE TABLE faculty.employment_fact (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    fact NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    effective_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_employment_fact PRIMARY KEY (seq),
    CONSTRAINT uq_employment_fact UNIQUE (teacher_id, fact),
    CONSTRAINT fk_employment_fact_teacher FOREIGN KEY (teacher_id) REFERENCES faculty.teacher (id)
);

CREATE TABLE faculty.decision (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    outcome NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    level NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL,
    decided_on DATE NOT NULL,
    grounds NVARCHAR(2000) NOT NULL,
    certificate_id UNIQUEIDENTIFIER NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_decision PRIMARY KEY (seq),
    CONSTRAINT uq_decision_id UNIQUE (id),
    CONSTRAINT fk_decision_teacher FOREIGN KEY (teacher_id) REFERENCES faculty.teacher (id)
);

CREATE INDEX ix_decision_teacher ON faculty.decision (teacher_id);

CREATE TABLE faculty.decision_member (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    decision_id UNIQUEIDENTIFIER NOT NULL,
    member NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_decision_member PRIMARY KEY (seq),
    CONSTRAINT uq_decision_member UNIQUE (decision_id, member),
    CONSTRAINT fk_decision_member_decision FOREIGN KEY (decision_id) REFERENCES faculty.decision (id)
);

CREATE TABLE faculty.certificate (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    decision_id UNIQUEIDENTIFIER NOT NULL,
    level NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE NOT NULL,
    revoked_on DATE NULL,
    revocation_reason NVARCHAR(400) NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_certificate PRIMARY KEY (seq),
    CONSTRAINT uq_certificate_id UNIQUE (id),
    CONSTRAINT uq_certificate_decision UNIQUE (decision_id),
    CONSTRAINT fk_certificate_teacher FOREIGN KEY (teacher_id) REFERENCES faculty.teacher (id),
    CONSTRAINT fk_certificate_decision FOREIGN KEY (decision_id) REFERENCES faculty.decision (id)
);

CREATE INDEX ix_certificate_teacher ON faculty.certificate (teacher_id);

CREATE INDEX ix_certificate_institution ON faculty.certificate (institution, seq);

CREATE INDEX ix_certificate_due ON faculty.certificate (state, valid_until);

CREATE TABLE faculty.certificate_fact (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    certificate_id UNIQUEIDENTIFIER NOT NULL,
    fact NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    effective_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_certificate_fact PRIMARY KEY (seq),
    CONSTRAINT uq_certificate_fact UNIQUE (certificate_id, fact),
    CONSTRAINT fk_certificate_fact_certificate FOREIGN KEY (certificate_id) REFERENCES faculty.certificate (id)
);
