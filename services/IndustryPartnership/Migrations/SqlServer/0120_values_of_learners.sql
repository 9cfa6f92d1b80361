-- Personal values and free text about learners move to personal_value, and records have the ids alone (D44). Empty texts were erased.
ALTER TABLE partnership.learner ADD person_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.learner ADD birth_date_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.logbook_day ADD work_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.logbook_entry ADD comment_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.mentor_assessment ADD text_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.placement_act_correction ADD reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.placement_change ADD reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.placement_change ADD end_reason_id UNIQUEIDENTIFIER NULL;
GO

UPDATE partnership.learner
SET person_id = NEWID()
WHERE person IS NOT NULL;

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, lookup, holds, recorded_at)
SELECT x.person_id, 'learner', LOWER(CAST(x.id AS NVARCHAR(36))), 'person', x.person, x.person, 0, SYSUTCDATETIME()
FROM partnership.learner x
WHERE x.person_id IS NOT NULL;

UPDATE partnership.learner
SET birth_date_id = NEWID()
WHERE birth_date IS NOT NULL;

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.birth_date_id, 'learner', LOWER(CAST(x.id AS NVARCHAR(36))), 'birth-date',
    CONVERT(NVARCHAR(10), x.birth_date, 23), 0, SYSUTCDATETIME()
FROM partnership.learner x
WHERE x.birth_date_id IS NOT NULL;

UPDATE partnership.logbook_day
SET work_id = NEWID()
WHERE work <> '';

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.work_id, 'logbook', LOWER(CAST(x.placement_id AS NVARCHAR(36))) + '/' + CONVERT(NVARCHAR(10), x.week_of, 23),
    'work', x.work, 0, e.created_at
FROM partnership.logbook_day x
INNER JOIN partnership.logbook_entry e ON e.placement_id = x.placement_id AND e.week_of = x.week_of
WHERE x.work_id IS NOT NULL;

UPDATE partnership.logbook_entry
SET comment_id = NEWID()
WHERE comment <> '';

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.comment_id, 'logbook', LOWER(CAST(x.placement_id AS NVARCHAR(36))) + '/' + CONVERT(NVARCHAR(10), x.week_of, 23),
    'comment', x.comment, 0, x.created_at
FROM partnership.logbook_entry x
WHERE x.comment_id IS NOT NULL;

UPDATE partnership.mentor_assessment
SET text_id = NEWID()
WHERE text <> '';

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.text_id, 'placement', LOWER(CAST(x.placement_id AS NVARCHAR(36))), 'assessment',
    x.text, 0, x.created_at
FROM partnership.mentor_assessment x
WHERE x.text_id IS NOT NULL;

UPDATE partnership.placement_act_correction
SET reason_id = NEWID()
WHERE reason <> '';

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'placement', LOWER(CAST(x.placement_id AS NVARCHAR(36))), 'reason',
    x.reason, 0, x.recorded_at
FROM partnership.placement_act_correction x
WHERE x.reason_id IS NOT NULL;

UPDATE partnership.placement_change
SET reason_id = NEWID()
WHERE reason <> '';

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'placement-change', LOWER(CAST(x.id AS NVARCHAR(36))), 'reason',
    x.reason, 0, x.created_at
FROM partnership.placement_change x
WHERE x.reason_id IS NOT NULL;

UPDATE partnership.placement_change
SET end_reason_id = NEWID()
WHERE end_reason <> '';

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.end_reason_id, 'placement-change', LOWER(CAST(x.id AS NVARCHAR(36))), 'end-reason',
    x.end_reason, 0, x.created_at
FROM partnership.placement_change x
WHERE x.end_reason_id IS NOT NULL;

DROP INDEX ix_learner_person ON partnership.learner;

ALTER TABLE partnership.learner DROP COLUMN person;

ALTER TABLE partnership.learner DROP COLUMN birth_date;

CREATE INDEX ix_learner_person ON partnership.learner (person_id);

ALTER TABLE partnership.logbook_day DROP COLUMN work;

ALTER TABLE partnership.logbook_entry DROP COLUMN comment;

ALTER TABLE partnership.mentor_assessment DROP COLUMN text;

ALTER TABLE partnership.placement_act_correction DROP COLUMN reason;

ALTER TABLE partnership.placement_change DROP COLUMN reason;

ALTER TABLE partnership.placement_change DROP COLUMN end_reason;
