-- A mentor is a person of an enterprise (D37), whose key stands in personal_value. Records have the mentor's id alone (D44).
PRAGMA secure_delete = ON;

CREATE TABLE mentor (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    person_id TEXT NULL,
    person TEXT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_mentor_id UNIQUE (id)
);

ALTER TABLE placement ADD COLUMN mentor_id TEXT NULL;

ALTER TABLE placement_post ADD COLUMN mentor_id TEXT NULL;

ALTER TABLE placement_change ADD COLUMN mentor_id TEXT NULL;

ALTER TABLE logbook_entry ADD COLUMN mentor_id TEXT NULL;

INSERT INTO mentor (id, enterprise, person_id, person, created_at)
SELECT upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    n.enterprise, upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    n.mentor, strftime('%Y-%m-%d %H:%M:%f', 'now')
FROM (
    SELECT p.enterprise, p.mentor FROM placement p WHERE p.mentor IS NOT NULL
    UNION
    SELECT o.enterprise, o.mentor FROM placement_post o WHERE o.mentor IS NOT NULL
    UNION
    SELECT c.to_enterprise, c.mentor FROM placement_change c WHERE c.mentor IS NOT NULL
    UNION
    SELECT p.enterprise, e.signed_by
    FROM logbook_entry e
    INNER JOIN placement p ON p.id = e.placement_id
    WHERE e.signed_by IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM placement_post o WHERE o.placement_id = e.placement_id AND o.mentor = e.signed_by)
) n;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT r.person_id, 'mentor', lower(r.id), 'mentor', r.person, r.person, 'mentor ' || r.enterprise, 1, r.created_at
FROM mentor r;

UPDATE placement
SET mentor_id = (SELECT r.id FROM mentor r WHERE r.enterprise = placement.enterprise AND r.person = placement.mentor)
WHERE mentor IS NOT NULL;

UPDATE placement_post
SET mentor_id = (
    SELECT r.id FROM mentor r WHERE r.enterprise = placement_post.enterprise AND r.person = placement_post.mentor)
WHERE mentor IS NOT NULL;

UPDATE placement_change
SET mentor_id = (
    SELECT r.id FROM mentor r WHERE r.enterprise = placement_change.to_enterprise AND r.person = placement_change.mentor)
WHERE mentor IS NOT NULL;

-- A week was signed by a mentor of one of the placement's posts.
UPDATE logbook_entry
SET mentor_id = COALESCE(
    (
        SELECT MIN(o.mentor_id)
        FROM placement_post o
        WHERE o.placement_id = logbook_entry.placement_id AND o.mentor = logbook_entry.signed_by),
    (
        SELECT r.id
        FROM mentor r
        INNER JOIN placement p ON p.enterprise = r.enterprise
        WHERE p.id = logbook_entry.placement_id AND r.person = logbook_entry.signed_by))
WHERE signed_by IS NOT NULL;

ALTER TABLE mentor DROP COLUMN person;

ALTER TABLE placement DROP COLUMN mentor;

ALTER TABLE placement_post DROP COLUMN mentor;

ALTER TABLE placement_change DROP COLUMN mentor;

ALTER TABLE logbook_entry DROP COLUMN signed_by;

CREATE INDEX ix_mentor_person ON mentor (person_id);

CREATE INDEX ix_placement_mentor ON placement (mentor_id);

CREATE INDEX ix_placement_post_mentor ON placement_post (mentor_id);

CREATE INDEX ix_placement_change_mentor ON placement_change (mentor_id);

CREATE INDEX ix_logbook_entry_mentor ON logbook_entry (mentor_id);
