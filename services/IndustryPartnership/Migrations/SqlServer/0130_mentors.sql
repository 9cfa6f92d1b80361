-- A mentor is a person of an enterprise (D37), whose key stands in personal_value. Records have the mentor's id alone (D44).
CREATE TABLE partnership.mentor (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    person_id UNIQUEIDENTIFIER NULL,
    person NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_mentor PRIMARY KEY (seq),
    CONSTRAINT uq_mentor_id UNIQUE (id)
);

ALTER TABLE partnership.placement ADD mentor_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.placement_post ADD mentor_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.placement_change ADD mentor_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.logbook_entry ADD mentor_id UNIQUEIDENTIFIER NULL;
GO

INSERT INTO partnership.mentor (id, enterprise, person_id, person, created_at)
SELECT NEWID(), n.enterprise, NEWID(), n.mentor, SYSUTCDATETIME()
FROM (
    SELECT p.enterprise, p.mentor FROM partnership.placement p WHERE p.mentor IS NOT NULL
    UNION
    SELECT o.enterprise, o.mentor FROM partnership.placement_post o WHERE o.mentor IS NOT NULL
    UNION
    SELECT c.to_enterprise, c.mentor FROM partnership.placement_change c WHERE c.mentor IS NOT NULL
    UNION
    SELECT p.enterprise, e.signed_by
    FROM partnership.logbook_entry e
    INNER JOIN partnership.placement p ON p.id = e.placement_id
    WHERE e.signed_by IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM partnership.placement_post o WHERE o.placement_id = e.placement_id AND o.mentor = e.signed_by)
) n;

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT r.person_id, 'mentor', LOWER(CAST(r.id AS NVARCHAR(36))), 'mentor', r.person, r.person, 'mentor ' + r.enterprise, 1, r.created_at
FROM partnership.mentor r;

UPDATE partnership.placement
SET mentor_id = (
    SELECT r.id
    FROM partnership.mentor r
    WHERE r.enterprise = partnership.placement.enterprise
        AND r.person = partnership.placement.mentor)
WHERE mentor IS NOT NULL;

UPDATE partnership.placement_post
SET mentor_id = (
    SELECT r.id
    FROM partnership.mentor r
    WHERE r.enterprise = partnership.placement_post.enterprise
        AND r.person = partnership.placement_post.mentor)
WHERE mentor IS NOT NULL;

UPDATE partnership.placement_change
SET mentor_id = (
    SELECT r.id
    FROM partnership.mentor r
    WHERE r.enterprise = partnership.placement_change.to_enterprise
        AND r.person = partnership.placement_change.mentor)
WHERE mentor IS NOT NULL;

-- A week was signed by a mentor of one of the placement's posts.
UPDATE partnership.logbook_entry
SET mentor_id = COALESCE(
    (
        SELECT TOP (1) o.mentor_id
        FROM partnership.placement_post o
        WHERE o.placement_id = partnership.logbook_entry.placement_id AND o.mentor = partnership.logbook_entry.signed_by),
    (
        SELECT r.id
        FROM partnership.mentor r
        INNER JOIN partnership.placement p ON p.enterprise = r.enterprise
        WHERE p.id = partnership.logbook_entry.placement_id AND r.person = partnership.logbook_entry.signed_by))
WHERE signed_by IS NOT NULL;

ALTER TABLE partnership.mentor DROP COLUMN person;

ALTER TABLE partnership.placement DROP COLUMN mentor;

ALTER TABLE partnership.placement_post DROP COLUMN mentor;

ALTER TABLE partnership.placement_change DROP COLUMN mentor;

ALTER TABLE partnership.logbook_entry DROP COLUMN signed_by;

CREATE INDEX ix_mentor_person ON partnership.mentor (person_id);

CREATE INDEX ix_placement_mentor ON partnership.placement (mentor_id);

CREATE INDEX ix_placement_post_mentor ON partnership.placement_post (mentor_id);

CREATE INDEX ix_placement_change_mentor ON partnership.placement_change (mentor_id);

CREATE INDEX ix_logbook_entry_mentor ON partnership.logbook_entry (mentor_id);
