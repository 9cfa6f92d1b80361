CREATE TABLE faculty.agreement (
    id UNIQUEIDENTIFIER NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE NOT NULL,
    terminated_on DATE NULL,
    version INT NOT NULL,
    CONSTRAINT pk_agreement PRIMARY KEY (id)
);

CREATE TABLE faculty.agreement_party (
    agreement_id UNIQUEIDENTIFIER NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_agreement_party PRIMARY KEY (agreement_id, organisation),
    CONSTRAINT fk_agreement_party_agreement FOREIGN KEY (agreement_id) REFERENCES faculty.agreement (id)
);

CREATE INDEX ix_agreement_party_organisation ON faculty.agreement_party (organisation);

CREATE TABLE faculty.base (
    id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_base PRIMARY KEY (id)
);

CREATE TABLE faculty.base_period (
    base_id UNIQUEIDENTIFIER NOT NULL,
    active_from DATE NOT NULL,
    active_until DATE NOT NULL,
    CONSTRAINT pk_base_period PRIMARY KEY (base_id, active_from, active_until),
    CONSTRAINT fk_base_period_base FOREIGN KEY (base_id) REFERENCES faculty.base (id)
);

CREATE TABLE faculty.method (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    owner NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    is_for_all BIT NOT NULL,
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    number INT NOT NULL,
    name NVARCHAR(200) NOT NULL,
    practice_window_years INT NOT NULL,
    validity_years INT NOT NULL,
    public_notice_days INT NOT NULL,
    panel_members INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    effective_from DATE NULL,
    effective_until DATE NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_method PRIMARY KEY (seq),
    CONSTRAINT uq_method_id UNIQUE (id),
    CONSTRAINT uq_method_number UNIQUE (owner, code, number)
);

CREATE TABLE faculty.method_level (
    method_id UNIQUEIDENTIFIER NOT NULL,
    level NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    position INT NOT NULL,
    practice_days INT NOT NULL,
    CONSTRAINT pk_method_level PRIMARY KEY (method_id, level),
    CONSTRAINT fk_method_level_method FOREIGN KEY (method_id) REFERENCES faculty.method (id)
);

CREATE TABLE faculty.method_evidence (
    method_id UNIQUEIDENTIFIER NOT NULL,
    level NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    position INT NOT NULL,
    CONSTRAINT pk_method_evidence PRIMARY KEY (method_id, level, kind),
    CONSTRAINT fk_method_evidence_level FOREIGN KEY (method_id, level) REFERENCES faculty.method_level (method_id, level)
);

CREATE TABLE faculty.public_notice (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    published_on DATE NOT NULL,
    last_day DATE NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_public_notice PRIMARY KEY (seq),
    CONSTRAINT uq_public_notice_id UNIQUE (id)
);

-- ended_as is zero while the application is open, and its own id once it is final: so a teacher has one that is open.
CREATE TABLE faculty.application (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    method_id UNIQUEIDENTIFIER NOT NULL,
    level NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    submitted_on DATE NULL,
    days_counted INT NULL,
    notice_id UNIQUEIDENTIFIER NULL,
    withdrawal_reason NVARCHAR(400) NULL,
    ended_as UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_application PRIMARY KEY (seq),
    CONSTRAINT uq_application_id UNIQUE (id),
    CONSTRAINT uq_application_open UNIQUE (teacher_id, ended_as),
    CONSTRAINT fk_application_teacher FOREIGN KEY (teacher_id) REFERENCES faculty.teacher (id),
    CONSTRAINT fk_application_method FOREIGN KEY (method_id) REFERENCES faculty.method (id),
    CONSTRAINT fk_application_notice FOREIGN KEY (notice_id) REFERENCES faculty.public_notice (id)
);

CREATE INDEX ix_application_teacher ON faculty.application (teacher_id);

CREATE INDEX ix_application_institution ON faculty.application (institution, seq);

CREATE INDEX ix_application_notice ON faculty.application (notice_id);

CREATE TABLE faculty.application_evidence (
    application_id UNIQUEIDENTIFIER NOT NULL,
    position INT NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    base_id UNIQUEIDENTIFIER NULL,
    enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    practised_from DATE NULL,
    practised_until DATE NULL,
    description NVARCHAR(1000) NULL,
    document_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL,
    days_counted INT NULL,
    CONSTRAINT pk_application_evidence PRIMARY KEY (application_id, position),
    CONSTRAINT fk_application_evidence_application FOREIGN KEY (application_id) REFERENCES faculty.application (id)
);

ALTER TABLE faculty.decision ADD application_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.decision ADD CONSTRAINT fk_decision_application FOREIGN KEY (application_id) REFERENCES faculty.application (id);

CREATE INDEX ix_decision_application ON faculty.decision (application_id);
