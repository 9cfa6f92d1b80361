ALTER TABLE partnership.learner ADD stage_began_on DATE NULL;

ALTER TABLE partnership.slot_terms ADD place NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL;

CREATE TABLE partnership.slot_skill (
    slot_id UNIQUEIDENTIFIER NOT NULL,
    skill NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_slot_skill PRIMARY KEY (slot_id, skill),
    CONSTRAINT fk_slot_skill FOREIGN KEY (slot_id) REFERENCES partnership.slot (id)
);
