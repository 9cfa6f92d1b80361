-- A learner whose data were erased has no birth date (D44).
PRAGMA secure_delete = ON;

CREATE TABLE new_learner (
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    person TEXT NULL,
    birth_date TEXT NULL,
    major TEXT NOT NULL,
    stage INTEGER NOT NULL,
    state TEXT NOT NULL,
    guard INTEGER NOT NULL,
    version INTEGER NOT NULL,
    cohort INTEGER NULL,
    articulation_id TEXT NULL,
    stage_began_on TEXT NULL,
    corrected_version INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT pk_learner PRIMARY KEY (id)
);

INSERT INTO new_learner (
    id, institution, person, birth_date, major, stage, state, guard, version, cohort, articulation_id, stage_began_on, corrected_version)
SELECT id, institution, person, birth_date, major, stage, state, guard, version, cohort, articulation_id, stage_began_on, corrected_version
FROM learner;

DROP TABLE learner;

ALTER TABLE new_learner RENAME TO learner;

CREATE INDEX ix_learner_cohort ON learner (institution, cohort);

CREATE INDEX ix_learner_person ON learner (person);

CREATE INDEX ix_placement_change_learner ON placement_change (learner_id);

CREATE INDEX ix_teacher_practice_teacher ON teacher_practice (teacher_id);
