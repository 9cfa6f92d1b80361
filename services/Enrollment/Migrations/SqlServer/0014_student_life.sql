-- Those admitted by a special procedure may be barred from a change of major (D5a).
ALTER TABLE enrollment.learner ADD special_admission INT NOT NULL CONSTRAINT df_learner_special_admission DEFAULT 0;

-- Whether a pathway's learners may change their major, and whether those admitted by a special procedure may (D5a).
ALTER TABLE enrollment.pathway ADD allows_change_of_major INT NOT NULL CONSTRAINT df_pathway_allows_change_of_major DEFAULT 1;
ALTER TABLE enrollment.pathway ADD bars_special_admission INT NOT NULL CONSTRAINT df_pathway_bars_special_admission DEFAULT 1;

-- What a correction replaced in the record of a learner (D43). The audit has its reason.
CREATE TABLE enrollment.learner_correction (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    member NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    before NVARCHAR(100) NULL,
    after NVARCHAR(100) NULL,
    recorded_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_learner_correction PRIMARY KEY (seq),
    CONSTRAINT uq_learner_correction UNIQUE (learner_id, version, member)
);
