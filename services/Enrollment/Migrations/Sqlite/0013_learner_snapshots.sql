-- A learner's class, once known, and the day of the newest fact: the next one is not earlier.
ALTER TABLE learner ADD COLUMN class TEXT NULL;
ALTER TABLE learner ADD COLUMN changed_on TEXT NOT NULL DEFAULT '1950-01-01';

UPDATE learner SET changed_on = since;

-- Each fact has all that a figure needs, as it was from its day on. A correction supersedes facts and writes others with the same version
-- in their place; recorded_version is the learner's version that wrote them.
CREATE TABLE new_learner_fact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    learner_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_version INTEGER NOT NULL,
    fact TEXT NOT NULL,
    state TEXT NOT NULL,
    stage INTEGER NOT NULL,
    cohort INTEGER NOT NULL,
    class TEXT NULL,
    articulation_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    present_institution TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_on TEXT NULL,
    superseded_at TEXT NULL,
    CONSTRAINT uq_learner_fact_version UNIQUE (learner_id, version, recorded_version)
);

-- Until now a fact had its stage only: who was transferred is in the university's stages, and who completed a stage without entering
-- another was ready for the transfer.
INSERT INTO new_learner_fact (
    seq, learner_id, version, recorded_version, fact, state, stage, cohort, class, articulation_id, institution, present_institution,
    effective_on, recorded_on, recorded_at)
SELECT f.seq, f.learner_id, f.version, f.version, f.fact,
    CASE
        WHEN f.fact = 'went-on-leave' THEN 'on-leave'
        WHEN f.fact IN ('transferred', 'graduated', 'completed-associate', 'withdrawn') THEN f.fact
        WHEN EXISTS (
            SELECT 1 FROM learner_fact t
            WHERE t.learner_id = f.learner_id AND t.version < f.version AND t.fact = 'transferred') THEN 'transferred'
        WHEN f.fact = 'stage-completed' AND f.stage = (
            SELECT MAX(p.stage) FROM learner_fact p WHERE p.learner_id = f.learner_id AND p.version < f.version) THEN 'transfer-ready'
        ELSE 'enrolled'
    END,
    f.stage, l.cohort, NULL, l.articulation_id, l.institution,
    CASE
        WHEN EXISTS (
            SELECT 1 FROM learner_fact t
            WHERE t.learner_id = f.learner_id AND t.version <= f.version AND t.fact = 'transferred') THEN a.to_institution
        ELSE l.institution
    END,
    f.effective_on, date(f.recorded_at, '+8 hours'), f.recorded_at
FROM learner_fact f
JOIN learner l ON l.id = f.learner_id
JOIN articulation a ON a.id = l.articulation_id
ORDER BY f.seq;

DROP TABLE learner_fact;

ALTER TABLE new_learner_fact RENAME TO learner_fact;
