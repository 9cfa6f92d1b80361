-- Names, addresses and numbers of contacts move to personal_value, and records have the ids alone (D44).
PRAGMA secure_delete = ON;

ALTER TABLE contact ADD COLUMN name_id TEXT NULL;

ALTER TABLE contact ADD COLUMN email_id TEXT NULL;

ALTER TABLE contact ADD COLUMN phone_id TEXT NULL;

ALTER TABLE client ADD COLUMN contact_name_id TEXT NULL;

ALTER TABLE client ADD COLUMN contact_email_id TEXT NULL;

ALTER TABLE client ADD COLUMN contact_phone_id TEXT NULL;

UPDATE contact
SET name_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE name IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.name_id, 'contact', lower(x.id), 'name', x.name, 0, x.created_at
FROM contact x
WHERE x.name_id IS NOT NULL;

UPDATE contact
SET email_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE email IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.email_id, 'contact', lower(x.id), 'email', x.email, 0, x.created_at
FROM contact x
WHERE x.email_id IS NOT NULL;

UPDATE contact
SET phone_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE phone IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.phone_id, 'contact', lower(x.id), 'phone', x.phone, 0, x.created_at
FROM contact x
WHERE x.phone_id IS NOT NULL;

UPDATE client
SET contact_name_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE contact_name IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.contact_name_id, 'contact', lower(x.id) || '/contact', 'name', x.contact_name, 0, x.created_at
FROM client x
WHERE x.contact_name_id IS NOT NULL;

UPDATE client
SET contact_email_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE contact_email IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.contact_email_id, 'contact', lower(x.id) || '/contact', 'email', x.contact_email, 0, x.created_at
FROM client x
WHERE x.contact_email_id IS NOT NULL;

UPDATE client
SET contact_phone_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE contact_phone IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.contact_phone_id, 'contact', lower(x.id) || '/contact', 'phone', x.contact_phone, 0, x.created_at
FROM client x
WHERE x.contact_phone_id IS NOT NULL;

ALTER TABLE contact DROP COLUMN name;

ALTER TABLE contact DROP COLUMN email;

ALTER TABLE contact DROP COLUMN phone;

ALTER TABLE client DROP COLUMN contact_name;

ALTER TABLE client DROP COLUMN contact_email;

ALTER TABLE client DROP COLUMN contact_phone;
