-- The units of organisations, such as a university's college that teaches modules (S20). A copy, kept by its own version.
ALTER TABLE enrollment.organisation ADD units_version INT NOT NULL CONSTRAINT df_organisation_units_version DEFAULT 0;

CREATE TABLE enrollment.organisation_unit (
    organisation_code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    name NVARCHAR(200) NOT NULL,
    CONSTRAINT pk_organisation_unit PRIMARY KEY (organisation_code, code)
);

CREATE TABLE enrollment.learning_outcome (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_learning_outcome PRIMARY KEY (seq),
    CONSTRAINT uq_learning_outcome_id UNIQUE (id),
    CONSTRAINT uq_learning_outcome_code UNIQUE (institution, code)
);

-- Every text that an outcome ever had (D43).
CREATE TABLE enrollment.learning_outcome_version (
    outcome_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    text NVARCHAR(400) NOT NULL,
    reason NVARCHAR(400) NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_learning_outcome_version PRIMARY KEY (outcome_id, version)
);

CREATE TABLE enrollment.module (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    unit_code NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    retired_on DATE NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_module PRIMARY KEY (seq),
    CONSTRAINT uq_module_id UNIQUE (id),
    CONSTRAINT uq_module_code UNIQUE (institution, code)
);

-- Every version that a module ever had, with its terms as JSON (D43). The columns of the module itself are what lists filter by.
CREATE TABLE enrollment.module_version (
    module_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    terms NVARCHAR(MAX) NOT NULL,
    change NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    reason NVARCHAR(400) NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_module_version PRIMARY KEY (module_id, version)
);

CREATE TABLE enrollment.module_prerequisite (
    module_id UNIQUEIDENTIFIER NOT NULL,
    prerequisite_id UNIQUEIDENTIFIER NOT NULL,
    CONSTRAINT pk_module_prerequisite PRIMARY KEY (module_id, prerequisite_id)
);

CREATE TABLE enrollment.module_outcome (
    module_id UNIQUEIDENTIFIER NOT NULL,
    outcome_id UNIQUEIDENTIFIER NOT NULL,
    CONSTRAINT pk_module_outcome PRIMARY KEY (module_id, outcome_id)
);

CREATE INDEX ix_module_outcome_outcome ON enrollment.module_outcome (outcome_id);

-- One row: a change of prerequisites updates it first, so no two together make a cycle (D13).
CREATE TABLE enrollment.module_graph (
    id INT NOT NULL,
    guard INT NOT NULL,
    CONSTRAINT pk_module_graph PRIMARY KEY (id)
);

INSERT INTO enrollment.module_graph (id, guard) VALUES (1, 0);
