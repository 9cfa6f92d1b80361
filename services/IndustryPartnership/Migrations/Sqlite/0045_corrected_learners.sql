-- The version of the newest correction that enrollment told of a learner (D43).
ALTER TABLE learner ADD COLUMN corrected_version INTEGER NOT NULL DEFAULT 0;

-- What stands of a learner's course: as the newest correction says, and as later facts say. Timelines keep the facts as they were told.
CREATE TABLE learner_course (
    learner_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    institution TEXT NOT NULL,
    stage INTEGER NOT NULL,
    state TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    CONSTRAINT pk_learner_course PRIMARY KEY (learner_id, version)
);

INSERT INTO learner_course (learner_id, version, institution, stage, state, happened_on)
SELECT learner_id, version, institution, stage, state, happened_on FROM learner_fact;
