ALTER TABLE placement ADD COLUMN mentor_grade TEXT NULL;

CREATE TABLE mentor_assessment (
    placement_id TEXT NOT NULL,
    grade TEXT NOT NULL,
    text TEXT NOT NULL,
    assessed_on TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_mentor_assessment PRIMARY KEY (placement_id),
    CONSTRAINT fk_mentor_assessment FOREIGN KEY (placement_id) REFERENCES placement (id)
);
