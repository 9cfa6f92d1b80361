-- What a year's admission to a pathway asks for in a region (D2). Corrections keep the earlier values.
CREATE TABLE admission_condition (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    pathway_code TEXT NOT NULL,
    year INTEGER NOT NULL,
    region TEXT NOT NULL,
    author TEXT NOT NULL,
    requires_registration INTEGER NOT NULL,
    minimum_score INTEGER NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_admission_condition_id UNIQUE (id),
    CONSTRAINT uq_admission_condition_region UNIQUE (pathway_code, year, region)
);

CREATE TABLE admission_condition_replaced (
    condition_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    requires_registration INTEGER NOT NULL,
    minimum_score INTEGER NULL,
    replaced_on TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    CONSTRAINT pk_admission_condition_replaced PRIMARY KEY (condition_id, version)
);

-- What a learner was admitted by, as stated, and whether the conditions of the year were met.
ALTER TABLE learner ADD COLUMN admission_region TEXT NULL;
ALTER TABLE learner ADD COLUMN admission_score INTEGER NULL;
ALTER TABLE learner ADD COLUMN holds_registration INTEGER NULL;
ALTER TABLE learner ADD COLUMN admission TEXT NOT NULL DEFAULT 'not-recorded';
