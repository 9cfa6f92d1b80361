-- The institutions that see each learner, in the order of the list: those of the learner's present articulation.
CREATE TABLE learner_sight (
    institution TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_learner_sight PRIMARY KEY (institution, seq)
);

CREATE INDEX ix_learner_sight_learner ON learner_sight (seq);

INSERT INTO learner_sight (institution, seq)
SELECT DISTINCT o.institution, l.seq
FROM learner l
JOIN articulation_owner o ON o.articulation_id = l.articulation_id;
