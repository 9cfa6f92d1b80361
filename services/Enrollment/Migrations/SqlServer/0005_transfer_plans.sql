CREATE TABLE enrollment.transfer_plan (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    from_institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    to_institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    cohort INT NOT NULL,
    examined_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    bonus_max INT NOT NULL,
    pass_mark INT NOT NULL,
    resits INT NOT NULL,
    absence NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    gate_credits INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    sitting INT NOT NULL,
    revision INT NOT NULL,
    text NVARCHAR(MAX) NOT NULL,
    text_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    results_revision INT NOT NULL,
    results_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL,
    results_on DATE NULL,
    guard INT NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_transfer_plan PRIMARY KEY (seq),
    CONSTRAINT uq_transfer_plan_id UNIQUE (id),
    CONSTRAINT uq_transfer_plan_cohort UNIQUE (from_institution, to_institution, cohort)
);

CREATE TABLE enrollment.transfer_component (
    plan_id UNIQUEIDENTIFIER NOT NULL,
    code NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    position INT NOT NULL,
    name NVARCHAR(100) NOT NULL,
    weight INT NOT NULL,
    tie_rank INT NULL,
    CONSTRAINT pk_transfer_component PRIMARY KEY (plan_id, code)
);

CREATE TABLE enrollment.transfer_place (
    plan_id UNIQUEIDENTIFIER NOT NULL,
    articulation_id UNIQUEIDENTIFIER NOT NULL,
    places INT NOT NULL,
    taken INT NOT NULL,
    CONSTRAINT pk_transfer_place PRIMARY KEY (plan_id, articulation_id)
);

CREATE TABLE enrollment.transfer_approval (
    plan_id UNIQUEIDENTIFIER NOT NULL,
    revision INT NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    approved_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_transfer_approval PRIMARY KEY (plan_id, revision, institution)
);

CREATE TABLE enrollment.transfer_publication (
    plan_id UNIQUEIDENTIFIER NOT NULL,
    results_revision INT NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    published_on DATE NOT NULL,
    published_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_transfer_publication PRIMARY KEY (plan_id, results_revision, institution)
);

CREATE TABLE enrollment.transfer_candidate (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    plan_id UNIQUEIDENTIFIER NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    articulation_id UNIQUEIDENTIFIER NOT NULL,
    sitting INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    bonus INT NULL,
    total INT NULL,
    appeal_grounds NVARCHAR(2000) NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_transfer_candidate PRIMARY KEY (seq),
    CONSTRAINT uq_transfer_candidate_id UNIQUE (id),
    CONSTRAINT uq_transfer_candidate_sitting UNIQUE (plan_id, learner_id, sitting)
);

CREATE TABLE enrollment.transfer_mark (
    candidate_id UNIQUEIDENTIFIER NOT NULL,
    component_code NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    mark INT NOT NULL,
    CONSTRAINT pk_transfer_mark PRIMARY KEY (candidate_id, component_code)
);

CREATE TABLE enrollment.transfer_result (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    plan_id UNIQUEIDENTIFIER NOT NULL,
    candidate_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    sitting INT NOT NULL,
    outcome NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    total INT NULL,
    effective_on DATE NOT NULL,
    recorded_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_transfer_result PRIMARY KEY (seq),
    CONSTRAINT uq_transfer_result_version UNIQUE (candidate_id, version)
);

CREATE INDEX ix_transfer_result_plan ON enrollment.transfer_result (plan_id);
