-- A learner's class, once known, and the day of the newest fact: the next one is not earlier.
ALTER TABLE enrollment.learner ADD class NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL;
ALTER TABLE enrollment.learner ADD changed_on DATE NOT NULL CONSTRAINT df_learner_changed_on DEFAULT '1950-01-01';

-- Each fact has all that a figure needs, as it was from its day on. A correction supersedes facts and writes others with the same version
-- in their place; recorded_version is the learner's version that wrote them.
ALTER TABLE enrollment.learner_fact ADD recorded_version INT NULL;
ALTER TABLE enrollment.learner_fact ADD state NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL;
ALTER TABLE enrollment.learner_fact ADD cohort INT NULL;
ALTER TABLE enrollment.learner_fact ADD class NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL;
ALTER TABLE enrollment.learner_fact ADD articulation_id UNIQUEIDENTIFIER NULL;
ALTER TABLE enrollment.learner_fact ADD institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL;
ALTER TABLE enrollment.learner_fact ADD present_institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL;
ALTER TABLE enrollment.learner_fact ADD recorded_on DATE NULL;
ALTER TABLE enrollment.learner_fact ADD superseded_on DATE NULL;
ALTER TABLE enrollment.learner_fact ADD superseded_at DATETIME2(3) NULL;
ALTER TABLE enrollment.learner_fact DROP CONSTRAINT uq_learner_fact_version;
GO

UPDATE enrollment.learner SET changed_on = since;

-- Until now a fact had its stage only: who was transferred is in the university's stages, and who completed a stage without entering
-- another was ready for the transfer.
UPDATE f
SET recorded_version = f.version,
    state = CASE
        WHEN f.fact = 'went-on-leave' THEN 'on-leave'
        WHEN f.fact IN ('transferred', 'graduated', 'completed-associate', 'withdrawn') THEN f.fact
        WHEN EXISTS (
            SELECT 1 FROM enrollment.learner_fact t
            WHERE t.learner_id = f.learner_id AND t.version < f.version AND t.fact = 'transferred') THEN 'transferred'
        WHEN f.fact = 'stage-completed' AND f.stage = (
            SELECT MAX(p.stage) FROM enrollment.learner_fact p
            WHERE p.learner_id = f.learner_id AND p.version < f.version) THEN 'transfer-ready'
        ELSE 'enrolled'
    END,
    cohort = l.cohort,
    articulation_id = l.articulation_id,
    institution = l.institution,
    present_institution = CASE
        WHEN EXISTS (
            SELECT 1 FROM enrollment.learner_fact t
            WHERE t.learner_id = f.learner_id AND t.version <= f.version AND t.fact = 'transferred') THEN a.to_institution
        ELSE l.institution
    END,
    recorded_on = CAST(DATEADD(HOUR, 8, f.recorded_at) AS DATE)
FROM enrollment.learner_fact f
JOIN enrollment.learner l ON l.id = f.learner_id
JOIN enrollment.articulation a ON a.id = l.articulation_id;
GO

ALTER TABLE enrollment.learner_fact ALTER COLUMN recorded_version INT NOT NULL;
ALTER TABLE enrollment.learner_fact ALTER COLUMN state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL;
ALTER TABLE enrollment.learner_fact ALTER COLUMN cohort INT NOT NULL;
ALTER TABLE enrollment.learner_fact ALTER COLUMN articulation_id UNIQUEIDENTIFIER NOT NULL;
ALTER TABLE enrollment.learner_fact ALTER COLUMN institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL;
ALTER TABLE enrollment.learner_fact ALTER COLUMN present_institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL;
ALTER TABLE enrollment.learner_fact ALTER COLUMN recorded_on DATE NOT NULL;
ALTER TABLE enrollment.learner_fact ADD CONSTRAINT uq_learner_fact_version UNIQUE (learner_id, version, recorded_version);
