-- One person is one row, whatever institutions enrol them: it guards their enrolments, and holds the birth date that was given first (D38).
CREATE TABLE person (
    person TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    guard INTEGER NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (person)
);

INSERT INTO person (person, birth_date, guard)
SELECT l.person, l.birth_date, 0 FROM learner l WHERE l.seq IN (SELECT MIN(f.seq) FROM learner f WHERE f.person IS NOT NULL GROUP BY f.person);
