-- Equivalences of modules, and the modules that learners passed elsewhere, with all their versions (D11, D43).
CREATE TABLE enrollment.equivalence (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    from_institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    to_institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    value NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    alternatives NVARCHAR(MAX) NOT NULL,
    earns NVARCHAR(MAX) NOT NULL,
    replaces UNIQUEIDENTIFIER NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    proposed_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    decided_on DATE NULL,
    decided_at DATETIME2(3) NULL,
    ended_on DATE NULL,
    reason NVARCHAR(400) NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_equivalence PRIMARY KEY (seq),
    CONSTRAINT uq_equivalence_id UNIQUE (id)
);

CREATE INDEX ix_equivalence_institutions ON enrollment.equivalence (from_institution, to_institution);

CREATE TABLE enrollment.passed_module (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    taken_at NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    module NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_passed_module PRIMARY KEY (seq),
    CONSTRAINT uq_passed_module_id UNIQUE (id)
);

CREATE UNIQUE INDEX uq_passed_module_once ON enrollment.passed_module (learner_id, taken_at, module) WHERE state = 'recorded';

CREATE INDEX ix_passed_module_learner ON enrollment.passed_module (learner_id);

CREATE TABLE enrollment.passed_module_version (
    passed_module_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    taken_at NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    module NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    grade NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    passed_on DATE NOT NULL,
    reason NVARCHAR(400) NULL,
    recorded_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_passed_module_version PRIMARY KEY (passed_module_id, version)
);
