-- Days and venue of each sitting, where the plan sets them (D7).
CREATE TABLE transfer_sitting (
    plan_id TEXT NOT NULL,
    sitting INTEGER NOT NULL,
    registration_from TEXT NOT NULL,
    registration_until TEXT NOT NULL,
    exam_on TEXT NOT NULL,
    venue TEXT NOT NULL,
    CONSTRAINT pk_transfer_sitting PRIMARY KEY (plan_id, sitting)
);

-- The components of an articulation that has its own (D7).
CREATE TABLE transfer_own_component (
    plan_id TEXT NOT NULL,
    articulation_id TEXT NOT NULL,
    code TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    weight INTEGER NOT NULL,
    tie_rank INTEGER NULL,
    CONSTRAINT pk_transfer_own_component PRIMARY KEY (plan_id, articulation_id, code)
);

-- Why marks were replaced (D43). Earlier replacements had no reason.
ALTER TABLE transfer_replaced ADD COLUMN reason TEXT NULL;

CREATE INDEX ix_transfer_result_learner ON transfer_result (learner_id);
