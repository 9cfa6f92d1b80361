-- A start that is recorded late is judged by the major of its day (D36). Facts from before tell none, but the newest.
ALTER TABLE learner_course ADD COLUMN major TEXT NULL;

UPDATE learner_course
SET major = (SELECT l.major FROM learner l WHERE l.id = learner_course.learner_id AND l.version = learner_course.version);
