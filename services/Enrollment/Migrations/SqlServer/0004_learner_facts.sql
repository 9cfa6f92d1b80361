ALTER TABLE enrollment.learner ADD present_institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT df_learner_present_institution DEFAULT '';
ALTER TABLE enrollment.learner ADD stage_began_on DATE NOT NULL CONSTRAINT df_learner_stage_began_on DEFAULT '1950-01-01';
ALTER TABLE enrollment.learner ADD since DATE NOT NULL CONSTRAINT df_learner_since DEFAULT '1950-01-01';
ALTER TABLE enrollment.learner ADD guard INT NOT NULL CONSTRAINT df_learner_guard DEFAULT 0;
GO

UPDATE enrollment.learner SET present_institution = institution, stage_began_on = enrolled_on, since = COALESCE(withdrawn_on, enrolled_on);

CREATE TABLE enrollment.learner_fact (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    fact NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    stage INT NOT NULL,
    effective_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_learner_fact PRIMARY KEY (seq),
    CONSTRAINT uq_learner_fact_version UNIQUE (learner_id, version)
);
GO

INSERT INTO enrollment.learner_fact (learner_id, version, fact, stage, effective_on, recorded_at)
SELECT id, 1, 'enrolled', stage, enrolled_on, created_at FROM enrollment.learner ORDER BY seq;

INSERT INTO enrollment.learner_fact (learner_id, version, fact, stage, effective_on, recorded_at)
SELECT l.id, l.version, 'withdrawn', l.stage, l.withdrawn_on, a.recorded_at
FROM enrollment.learner l JOIN enrollment.audit a ON a.aggregate = 'learner' AND a.aggregate_id = LOWER(CAST(l.id AS NVARCHAR(36))) AND a.version = l.version
WHERE l.state = 'withdrawn' ORDER BY l.seq;
