-- The agreement with the enterprise that a placement moves to; null where it stays with its enterprise, and for changes from before.
ALTER TABLE placement_change ADD COLUMN agreement_text TEXT NULL;

ALTER TABLE placement_change ADD COLUMN agreement_hash TEXT NULL;

-- Who signs it: the code of an organisation, or the word for the learner, by the part that each has in it.
CREATE TABLE placement_change_signature (
    change_id TEXT NOT NULL,
    part TEXT NOT NULL,
    organisation TEXT NOT NULL,
    signed_on TEXT NULL,
    signatory TEXT NULL,
    scan_hash TEXT NULL,
    actor TEXT NULL,
    recorded_at TEXT NULL,
    CONSTRAINT pk_placement_change_signature PRIMARY KEY (change_id, part, organisation),
    CONSTRAINT fk_placement_change_signature FOREIGN KEY (change_id) REFERENCES placement_change (id)
);
