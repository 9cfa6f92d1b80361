-- The institutions that see each learner, in the order of the list: those of the learner's present articulation.
CREATE TABLE enrollment.learner_sight (
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_learner_sight PRIMARY KEY (institution, seq)
);

CREATE INDEX ix_learner_sight_learner ON enrollment.learner_sight (seq);

INSERT INTO enrollment.learner_sight (institution, seq)
SELECT DISTINCT o.institution, l.seq
FROM enrollment.learner l
JOIN enrollment.articulation_owner o ON o.articulation_id = l.articulation_id;
