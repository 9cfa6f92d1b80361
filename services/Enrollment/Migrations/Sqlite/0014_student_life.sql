-- Those admitted by a special procedure may be barred from a change of major (D5a).
ALTER TABLE learner ADD COLUMN special_admission INTEGER NOT NULL DEFAULT 0;

-- Whether a pathway's learners may change their major, and whether those admitted by a special procedure may (D5a).
ALTER TABLE pathway ADD COLUMN allows_change_of_major INTEGER NOT NULL DEFAULT 1;
ALTER TABLE pathway ADD COLUMN bars_special_admission INTEGER NOT NULL DEFAULT 1;

-- What a correction replaced in the record of a learner (D43). The audit has its reason.
CREATE TABLE learner_correction (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    learner_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    member TEXT NOT NULL,
    before TEXT NULL,
    after TEXT NULL,
    recorded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT uq_learner_correction UNIQUE (learner_id, version, member)
);
