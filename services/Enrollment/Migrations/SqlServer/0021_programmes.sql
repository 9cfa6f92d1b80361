-- The editions of the joint programmes of articulations (S8). The text has the modules and outcomes, and is what the owners approve.
CREATE TABLE enrollment.programme (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    articulation_id UNIQUEIDENTIFIER NOT NULL,
    edition INT NOT NULL,
    in_force_from DATE NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    revision INT NOT NULL,
    text NVARCHAR(MAX) NOT NULL,
    text_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    published_on DATE NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_programme PRIMARY KEY (seq),
    CONSTRAINT uq_programme_id UNIQUE (id),
    CONSTRAINT uq_programme_edition UNIQUE (articulation_id, edition)
);

CREATE TABLE enrollment.programme_owner (
    programme_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_programme_owner PRIMARY KEY (programme_id, institution)
);

CREATE INDEX ix_programme_owner_institution ON enrollment.programme_owner (institution);

CREATE TABLE enrollment.programme_approval (
    programme_id UNIQUEIDENTIFIER NOT NULL,
    revision INT NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    approved_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_programme_approval PRIMARY KEY (programme_id, revision, institution)
);

CREATE TABLE enrollment.programme_module (
    programme_id UNIQUEIDENTIFIER NOT NULL,
    module_id UNIQUEIDENTIFIER NOT NULL,
    CONSTRAINT pk_programme_module PRIMARY KEY (programme_id, module_id)
);

CREATE INDEX ix_programme_module_module ON enrollment.programme_module (module_id);

-- The measures that a programme serves (S9).
CREATE TABLE enrollment.programme_measure (
    programme_id UNIQUEIDENTIFIER NOT NULL,
    measure NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_programme_measure PRIMARY KEY (programme_id, measure)
);
