PRAGMA secure_delete = ON;

-- The day from which nobody sees the teacher (D44).
ALTER TABLE teacher ADD COLUMN erased_on TEXT NULL;

-- Printed names stand with all other values. Names that were replaced are in no use.
INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT v.id, 'certificate', lower(c.id), v.kind, v.value, 0, v.created_at
FROM person_value v
INNER JOIN certificate c ON c.name_id = v.id;

DROP TABLE person_value;

CREATE INDEX ix_decision_member_member ON decision_member (member);
