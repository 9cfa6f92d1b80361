-- A teacher leads no module between two employments, so their first days are kept (D19, D45). Until they are told again, an employment
-- that is known already has begun, as it was judged before. Its teacher's present version is taken once more.
ALTER TABLE teacher_employment ADD COLUMN employed_from TEXT NOT NULL DEFAULT '1950-01-01';

UPDATE known_teacher SET version = version - 1;

DELETE FROM catch_up WHERE aggregate = 'faculty-certification/teacher';
