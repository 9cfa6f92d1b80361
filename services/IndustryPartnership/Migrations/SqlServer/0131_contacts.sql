-- Names, addresses and numbers of contacts move to personal_value, and records have the ids alone (D44).
ALTER TABLE partnership.contact ADD name_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.contact ADD email_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.contact ADD phone_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.client ADD contact_name_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.client ADD contact_email_id UNIQUEIDENTIFIER NULL;

ALTER TABLE partnership.client ADD contact_phone_id UNIQUEIDENTIFIER NULL;
GO

UPDATE partnership.contact
SET name_id = NEWID()
WHERE name IS NOT NULL;

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.name_id, 'contact', LOWER(CAST(x.id AS NVARCHAR(36))), 'name', x.name, 0, x.created_at
FROM partnership.contact x
WHERE x.name_id IS NOT NULL;

UPDATE partnership.contact
SET email_id = NEWID()
WHERE email IS NOT NULL;

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.email_id, 'contact', LOWER(CAST(x.id AS NVARCHAR(36))), 'email', x.email, 0, x.created_at
FROM partnership.contact x
WHERE x.email_id IS NOT NULL;

UPDATE partnership.contact
SET phone_id = NEWID()
WHERE phone IS NOT NULL;

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.phone_id, 'contact', LOWER(CAST(x.id AS NVARCHAR(36))), 'phone', x.phone, 0, x.created_at
FROM partnership.contact x
WHERE x.phone_id IS NOT NULL;

UPDATE partnership.client
SET contact_name_id = NEWID()
WHERE contact_name IS NOT NULL;

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.contact_name_id, 'contact', LOWER(CAST(x.id AS NVARCHAR(36))) + '/contact', 'name', x.contact_name, 0, x.created_at
FROM partnership.client x
WHERE x.contact_name_id IS NOT NULL;

UPDATE partnership.client
SET contact_email_id = NEWID()
WHERE contact_email IS NOT NULL;

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.contact_email_id, 'contact', LOWER(CAST(x.id AS NVARCHAR(36))) + '/contact', 'email', x.contact_email, 0, x.created_at
FROM partnership.client x
WHERE x.contact_email_id IS NOT NULL;

UPDATE partnership.client
SET contact_phone_id = NEWID()
WHERE contact_phone IS NOT NULL;

INSERT INTO partnership.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.contact_phone_id, 'contact', LOWER(CAST(x.id AS NVARCHAR(36))) + '/contact', 'phone', x.contact_phone, 0, x.created_at
FROM partnership.client x
WHERE x.contact_phone_id IS NOT NULL;

ALTER TABLE partnership.contact DROP COLUMN name;

ALTER TABLE partnership.contact DROP COLUMN email;

ALTER TABLE partnership.contact DROP COLUMN phone;

ALTER TABLE partnership.client DROP COLUMN contact_name;

ALTER TABLE partnership.client DROP COLUMN contact_email;

ALTER TABLE partnership.client DROP COLUMN contact_phone;
