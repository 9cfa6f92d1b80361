CREATE INDEX ix_teacher_person ON faculty.teacher (person, institution);
