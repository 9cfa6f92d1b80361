-- What happened to a teacher, with its day and the day of its recording. Employments and certificates have records of their own (D43).
CREATE TABLE faculty.teacher_step (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    thing_id UNIQUEIDENTIFIER NOT NULL,
    what NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    detail NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    happened_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    recorded_on DATE NOT NULL,
    CONSTRAINT pk_teacher_step PRIMARY KEY (seq)
);

CREATE INDEX ix_teacher_step_teacher ON faculty.teacher_step (teacher_id, seq);

CREATE INDEX ix_objection_state ON faculty.objection (state, notice_id);
GO

INSERT INTO faculty.teacher_step (teacher_id, institution, kind, thing_id, what, detail, happened_on, recorded_at, recorded_on)
SELECT s.teacher_id, s.institution, u.aggregate, s.id, u.action, s.detail,
    CASE WHEN u.action IN ('submitted', 'recorded', 'requested', 'reserved')
        THEN COALESCE(s.happened_on, CAST(DATEADD(HOUR, 8, u.recorded_at) AS DATE))
        ELSE CAST(DATEADD(HOUR, 8, u.recorded_at) AS DATE) END,
    u.recorded_at, CAST(DATEADD(HOUR, 8, u.recorded_at) AS DATE)
FROM faculty.audit u
INNER JOIN (
    SELECT 'application' AS kind, id, teacher_id, institution, level AS detail, submitted_on AS happened_on FROM faculty.application
    UNION ALL
    SELECT 'qualification', id, teacher_id, recorded_by, NULL, issued_on FROM faculty.qualification
    UNION ALL
    SELECT 'ethics-finding', id, teacher_id, institution, NULL, barred_from FROM faculty.ethics_finding
    UNION ALL
    SELECT 'practice', p.id, p.teacher_id, e.institution, NULL, p.starts_on
    FROM faculty.practice p
    INNER JOIN faculty.employment e ON e.id = p.employment_id
) s ON u.aggregate = s.kind COLLATE Latin1_General_BIN2 AND u.aggregate_id = LOWER(CAST(s.id AS NVARCHAR(36)))
WHERE u.action <> 'edited'
ORDER BY u.seq;
