-- A teacher leads no module between two employments, so their first days are kept (D19, D45). Until they are told again, an employment
-- that is known already has begun, as it was judged before. Its teacher's present version is taken once more.
ALTER TABLE enrollment.teacher_employment ADD employed_from DATE NOT NULL
    CONSTRAINT df_teacher_employment_employed_from DEFAULT '1950-01-01';

UPDATE enrollment.known_teacher SET version = version - 1;

DELETE FROM enrollment.catch_up WHERE aggregate = 'faculty-certification/teacher';
