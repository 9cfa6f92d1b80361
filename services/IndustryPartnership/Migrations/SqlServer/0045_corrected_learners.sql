-- The version of the newest correction that enrollment told of a learner (D43).
ALTER TABLE partnership.learner ADD corrected_version INT NOT NULL CONSTRAINT df_learner_corrected_version DEFAULT 0;

-- What stands of a learner's course: as the newest correction says, and as later facts say. Timelines keep the facts as they were told.
CREATE TABLE partnership.learner_course (
    learner_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    stage INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    happened_on DATE NOT NULL,
    CONSTRAINT pk_learner_course PRIMARY KEY (learner_id, version)
);
GO

INSERT INTO partnership.learner_course (learner_id, version, institution, stage, state, happened_on)
SELECT learner_id, version, institution, stage, state, happened_on FROM partnership.learner_fact;
