CREATE INDEX ix_teacher_person ON teacher (person, institution);
