-- A start that is recorded late is judged by the major of its day (D36). Facts from before tell none, but the newest.
ALTER TABLE partnership.learner_course ADD major NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL;
GO

UPDATE c
SET major = l.major
FROM partnership.learner_course c INNER JOIN partnership.learner l ON l.id = c.learner_id AND l.version = c.version;
