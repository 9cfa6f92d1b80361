ALTER TABLE learner ADD COLUMN present_institution TEXT NOT NULL DEFAULT '';
ALTER TABLE learner ADD COLUMN stage_began_on TEXT NOT NULL DEFAULT '1950-01-01';
ALTER TABLE learner ADD COLUMN since TEXT NOT NULL DEFAULT '1950-01-01';
ALTER TABLE learner ADD COLUMN guard INTEGER NOT NULL DEFAULT 0;

UPDATE learner SET present_institution = institution, stage_began_on = enrolled_on, since = COALESCE(withdrawn_on, enrolled_on);

CREATE TABLE learner_fact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    learner_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    fact TEXT NOT NULL,
    stage INTEGER NOT NULL,
    effective_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT uq_learner_fact_version UNIQUE (learner_id, version)
);

INSERT INTO learner_fact (learner_id, version, fact, stage, effective_on, recorded_at)
SELECT id, 1, 'enrolled', stage, enrolled_on, created_at FROM learner ORDER BY seq;

INSERT INTO learner_fact (learner_id, version, fact, stage, effective_on, recorded_at)
SELECT l.id, l.version, 'withdrawn', l.stage, l.withdrawn_on, a.recorded_at
FROM learner l JOIN audit a ON a.aggregate = 'learner' AND a.aggregate_id = LOWER(l.id) AND a.version = l.version
WHERE l.state = 'withdrawn' ORDER BY l.seq;
