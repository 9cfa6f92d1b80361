-- Personal values and free text about learners move to personal_value, and records have the ids alone (D44). Empty texts were erased.
PRAGMA secure_delete = ON;

ALTER TABLE learner ADD COLUMN person_id TEXT NULL;

ALTER TABLE learner ADD COLUMN birth_date_id TEXT NULL;

ALTER TABLE logbook_day ADD COLUMN work_id TEXT NULL;

ALTER TABLE logbook_entry ADD COLUMN comment_id TEXT NULL;

ALTER TABLE mentor_assessment ADD COLUMN text_id TEXT NULL;

ALTER TABLE placement_act_correction ADD COLUMN reason_id TEXT NULL;

ALTER TABLE placement_change ADD COLUMN reason_id TEXT NULL;

ALTER TABLE placement_change ADD COLUMN end_reason_id TEXT NULL;

UPDATE learner
SET person_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE person IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, holds, recorded_at)
SELECT x.person_id, 'learner', lower(x.id), 'person', x.person, x.person, 0, strftime('%Y-%m-%d %H:%M:%f', 'now')
FROM learner x
WHERE x.person_id IS NOT NULL;

UPDATE learner
SET birth_date_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE birth_date IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.birth_date_id, 'learner', lower(x.id), 'birth-date',
    x.birth_date, 0, strftime('%Y-%m-%d %H:%M:%f', 'now')
FROM learner x
WHERE x.birth_date_id IS NOT NULL;

UPDATE logbook_day
SET work_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE work <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.work_id, 'logbook', lower(x.placement_id) || '/' || x.week_of,
    'work', x.work, 0, e.created_at
FROM logbook_day x
INNER JOIN logbook_entry e ON e.placement_id = x.placement_id AND e.week_of = x.week_of
WHERE x.work_id IS NOT NULL;

UPDATE logbook_entry
SET comment_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE comment <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.comment_id, 'logbook', lower(x.placement_id) || '/' || x.week_of,
    'comment', x.comment, 0, x.created_at
FROM logbook_entry x
WHERE x.comment_id IS NOT NULL;

UPDATE mentor_assessment
SET text_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE text <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.text_id, 'placement', lower(x.placement_id), 'assessment',
    x.text, 0, x.created_at
FROM mentor_assessment x
WHERE x.text_id IS NOT NULL;

UPDATE placement_act_correction
SET reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'placement', lower(x.placement_id), 'reason',
    x.reason, 0, x.recorded_at
FROM placement_act_correction x
WHERE x.reason_id IS NOT NULL;

UPDATE placement_change
SET reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'placement-change', lower(x.id), 'reason',
    x.reason, 0, x.created_at
FROM placement_change x
WHERE x.reason_id IS NOT NULL;

UPDATE placement_change
SET end_reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE end_reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.end_reason_id, 'placement-change', lower(x.id), 'end-reason',
    x.end_reason, 0, x.created_at
FROM placement_change x
WHERE x.end_reason_id IS NOT NULL;

DROP INDEX ix_learner_person;

ALTER TABLE learner DROP COLUMN person;

ALTER TABLE learner DROP COLUMN birth_date;

CREATE INDEX ix_learner_person ON learner (person_id);

ALTER TABLE logbook_day DROP COLUMN work;

ALTER TABLE logbook_entry DROP COLUMN comment;

ALTER TABLE mentor_assessment DROP COLUMN text;

ALTER TABLE placement_act_correction DROP COLUMN reason;

ALTER TABLE placement_change DROP COLUMN reason;

ALTER TABLE placement_change DROP COLUMN end_reason;
