-- A week is named by its Monday; hours are hundredths of one.
CREATE TABLE logbook_entry (
    placement_id TEXT NOT NULL,
    week_of TEXT NOT NULL,
    state TEXT NOT NULL,
    comment TEXT NULL,
    signed_on TEXT NULL,
    signed_by TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_logbook_entry PRIMARY KEY (placement_id, week_of),
    CONSTRAINT fk_logbook_entry FOREIGN KEY (placement_id) REFERENCES placement (id)
);

CREATE TABLE logbook_day (
    placement_id TEXT NOT NULL,
    day TEXT NOT NULL,
    week_of TEXT NOT NULL,
    hours INTEGER NOT NULL,
    work TEXT NOT NULL,
    CONSTRAINT pk_logbook_day PRIMARY KEY (placement_id, day),
    CONSTRAINT fk_logbook_day FOREIGN KEY (placement_id, week_of) REFERENCES logbook_entry (placement_id, week_of)
);

-- Whole effective hours.
ALTER TABLE slot_terms ADD COLUMN minimum_hours INTEGER NULL;
