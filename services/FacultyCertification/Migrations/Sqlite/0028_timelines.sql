-- What happened to a teacher, with its day and the day of its recording. Employments and certificates have records of their own (D43).
CREATE TABLE teacher_step (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    teacher_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    kind TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NULL,
    happened_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_on TEXT NOT NULL
);

CREATE INDEX ix_teacher_step_teacher ON teacher_step (teacher_id, seq);

CREATE INDEX ix_objection_state ON objection (state, notice_id);

INSERT INTO teacher_step (teacher_id, institution, kind, thing_id, what, detail, happened_on, recorded_at, recorded_on)
SELECT s.teacher_id, s.institution, u.aggregate, s.id, u.action, s.detail,
    CASE WHEN u.action IN ('submitted', 'recorded', 'requested', 'reserved')
        THEN COALESCE(s.happened_on, date(u.recorded_at, '+8 hours'))
        ELSE date(u.recorded_at, '+8 hours') END,
    u.recorded_at, date(u.recorded_at, '+8 hours')
FROM audit u
INNER JOIN (
    SELECT 'application' AS kind, id, teacher_id, institution, level AS detail, submitted_on AS happened_on FROM application
    UNION ALL
    SELECT 'qualification', id, teacher_id, recorded_by, NULL, issued_on FROM qualification
    UNION ALL
    SELECT 'ethics-finding', id, teacher_id, institution, NULL, barred_from FROM ethics_finding
    UNION ALL
    SELECT 'practice', p.id, p.teacher_id, e.institution, NULL, p.starts_on
    FROM practice p
    INNER JOIN employment e ON e.id = p.employment_id
) s ON u.aggregate = s.kind AND lower(u.aggregate_id) = lower(s.id)
WHERE u.action <> 'edited'
ORDER BY u.seq;
