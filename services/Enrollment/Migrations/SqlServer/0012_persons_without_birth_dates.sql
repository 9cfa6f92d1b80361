-- Each record of a learner has its own birth date, and binds no other record: the row of a person only guards their enrolments (D38, D43).
ALTER TABLE enrollment.person DROP COLUMN birth_date;
