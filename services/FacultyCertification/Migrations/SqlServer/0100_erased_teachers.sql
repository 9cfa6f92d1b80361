-- The day from which nobody sees the teacher (D44).
ALTER TABLE faculty.teacher ADD erased_on DATE NULL;

-- Printed names stand with all other values. Names that were replaced are in no use.
INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT v.id, 'certificate', LOWER(CAST(c.id AS NVARCHAR(36))), v.kind, v.value, 0, v.created_at
FROM faculty.person_value v
INNER JOIN faculty.certificate c ON c.name_id = v.id;

DROP TABLE faculty.person_value;

CREATE INDEX ix_decision_member_member ON faculty.decision_member (member);
