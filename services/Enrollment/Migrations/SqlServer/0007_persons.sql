-- One person is one row, whatever institutions enrol them: it guards their enrolments, and holds the birth date that was given first (D38).
CREATE TABLE enrollment.person (
    person NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    birth_date DATE NOT NULL,
    guard INT NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (person)
);

INSERT INTO enrollment.person (person, birth_date, guard)
SELECT l.person, l.birth_date, 0 FROM enrollment.learner l
WHERE l.seq IN (SELECT MIN(f.seq) FROM enrollment.learner f WHERE f.person IS NOT NULL GROUP BY f.person);
