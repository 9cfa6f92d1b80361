-- The business date of a registration: a correction may show that the learner was not ready then (D43).
ALTER TABLE transfer_candidate ADD COLUMN registered_on TEXT NOT NULL DEFAULT '1950-01-01';

UPDATE transfer_candidate SET registered_on = date(created_at, '+8 hours');

-- A diploma that was recorded by mistake is withdrawn, and its day is corrected; every version stays readable (D43).
ALTER TABLE diploma ADD COLUMN state TEXT NOT NULL DEFAULT 'awarded';
ALTER TABLE diploma ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

CREATE TABLE diploma_version (
    diploma_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    awarded_on TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_diploma_version PRIMARY KEY (diploma_id, version)
);

INSERT INTO diploma_version (diploma_id, version, state, awarded_on, recorded_on, recorded_at)
SELECT id, 1, 'awarded', awarded_on, date(recorded_at, '+8 hours'), recorded_at FROM diploma ORDER BY seq;
