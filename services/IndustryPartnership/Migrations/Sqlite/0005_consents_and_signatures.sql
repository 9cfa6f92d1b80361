ALTER TABLE placement ADD COLUMN started_on TEXT NULL;

ALTER TABLE placement ADD COLUMN text TEXT NULL;

ALTER TABLE placement ADD COLUMN text_hash TEXT NULL;

CREATE TABLE placement_act (
    placement_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    acted_on TEXT NOT NULL,
    document_hash TEXT NULL,
    actor TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_placement_act PRIMARY KEY (placement_id, kind, party),
    CONSTRAINT fk_placement_act FOREIGN KEY (placement_id) REFERENCES placement (id)
);
