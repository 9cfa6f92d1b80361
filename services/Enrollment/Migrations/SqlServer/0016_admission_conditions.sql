-- What a year's admission to a pathway asks for in a region (D2). Corrections keep the earlier values.
CREATE TABLE enrollment.admission_condition (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    pathway_code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    year INT NOT NULL,
    region NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    author NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    requires_registration INT NOT NULL,
    minimum_score INT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_admission_condition PRIMARY KEY (seq),
    CONSTRAINT uq_admission_condition_id UNIQUE (id),
    CONSTRAINT uq_admission_condition_region UNIQUE (pathway_code, year, region)
);

CREATE TABLE enrollment.admission_condition_replaced (
    condition_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    requires_registration INT NOT NULL,
    minimum_score INT NULL,
    replaced_on DATE NOT NULL,
    replaced_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_admission_condition_replaced PRIMARY KEY (condition_id, version)
);

-- What a learner was admitted by, as stated, and whether the conditions of the year were met.
ALTER TABLE enrollment.learner ADD admission_region NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL;
ALTER TABLE enrollment.learner ADD admission_score INT NULL;
ALTER TABLE enrollment.learner ADD holds_registration INT NULL;
ALTER TABLE enrollment.learner ADD admission NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL
    CONSTRAINT df_learner_admission DEFAULT 'not-recorded';
