-- The columns of the values go.
PRAGMA secure_delete = ON;

CREATE TABLE new_learner (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    student_number_id TEXT NULL,
    person_id TEXT NULL,
    birth_date_id TEXT NULL,
    cohort INTEGER NOT NULL,
    articulation_id TEXT NOT NULL,
    major TEXT NOT NULL,
    stage INTEGER NOT NULL,
    state TEXT NOT NULL,
    enrolled_on TEXT NOT NULL,
    withdrawn_on TEXT NULL,
    withdrawal_reason_id TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    present_institution TEXT NOT NULL DEFAULT '',
    stage_began_on TEXT NOT NULL DEFAULT '1950-01-01',
    since TEXT NOT NULL DEFAULT '1950-01-01',
    guard INTEGER NOT NULL DEFAULT 0,
    class TEXT NULL,
    changed_on TEXT NOT NULL DEFAULT '1950-01-01',
    special_admission INTEGER NOT NULL DEFAULT 0,
    admission_region TEXT NULL,
    admission_score INTEGER NULL,
    holds_registration INTEGER NULL,
    admission TEXT NOT NULL DEFAULT 'not-recorded',
    erased_on TEXT NULL,
    CONSTRAINT uq_learner_id UNIQUE (id)
);

INSERT INTO new_learner (
    seq, id, institution, student_number_id, person_id, birth_date_id, cohort, articulation_id, major, stage, state, enrolled_on,
    withdrawn_on, withdrawal_reason_id, version, created_at, present_institution, stage_began_on, since, guard, class, changed_on,
    special_admission, admission_region, admission_score, holds_registration, admission, erased_on)
SELECT
    seq, id, institution, student_number_id, person_id, birth_date_id, cohort, articulation_id, major, stage, state, enrolled_on,
    withdrawn_on, withdrawal_reason_id, version, created_at, present_institution, stage_began_on, since, guard, class, changed_on,
    special_admission, admission_region, admission_score, holds_registration, admission, erased_on
FROM learner
ORDER BY seq;

DROP TABLE learner;

ALTER TABLE new_learner RENAME TO learner;

CREATE INDEX ix_learner_institution ON learner (institution, seq);

CREATE INDEX ix_learner_present ON learner (present_institution, seq);

CREATE INDEX ix_learner_person ON learner (person_id);

CREATE INDEX ix_learner_cohort ON learner (articulation_id, cohort, state, stage);

CREATE INDEX ix_learner_student_number ON learner (student_number_id);

CREATE INDEX ix_learner_enrolled ON learner (enrolled_on);

CREATE INDEX ix_learner_articulation_enrolled ON learner (articulation_id, enrolled_on);

DROP INDEX uq_x_certificate_number;

ALTER TABLE x_certificate DROP COLUMN number;

ALTER TABLE learner_correction DROP COLUMN before;

ALTER TABLE learner_correction DROP COLUMN after;

ALTER TABLE outcome_fact DROP COLUMN reason;

ALTER TABLE x_certificate_version DROP COLUMN number;

ALTER TABLE x_certificate_version DROP COLUMN account;

ALTER TABLE x_certificate_version DROP COLUMN reason;

ALTER TABLE passed_module_version DROP COLUMN reason;

ALTER TABLE transfer_candidate DROP COLUMN appeal_grounds;

ALTER TABLE transfer_replaced DROP COLUMN reason;

ALTER TABLE credit_decision DROP COLUMN reason;
