ALTER TABLE learner ADD COLUMN stage_began_on TEXT NULL;

ALTER TABLE slot_terms ADD COLUMN place TEXT NULL;

CREATE TABLE slot_skill (
    slot_id TEXT NOT NULL,
    skill TEXT NOT NULL,
    CONSTRAINT pk_slot_skill PRIMARY KEY (slot_id, skill),
    CONSTRAINT fk_slot_skill FOREIGN KEY (slot_id) REFERENCES slot (id)
);
