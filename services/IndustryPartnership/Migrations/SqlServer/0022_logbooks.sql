-- A week is named by its Monday; hours are hundredths of one.
CREATE TABLE partnership.logbook_entry (
    placement_id UNIQUEIDENTIFIER NOT NULL,
    week_of DATE NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    comment NVARCHAR(1000) NULL,
    signed_on DATE NULL,
    signed_by NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_logbook_entry PRIMARY KEY (placement_id, week_of),
    CONSTRAINT fk_logbook_entry FOREIGN KEY (placement_id) REFERENCES partnership.placement (id)
);

CREATE TABLE partnership.logbook_day (
    placement_id UNIQUEIDENTIFIER NOT NULL,
    day DATE NOT NULL,
    week_of DATE NOT NULL,
    hours INT NOT NULL,
    work NVARCHAR(2000) NOT NULL,
    CONSTRAINT pk_logbook_day PRIMARY KEY (placement_id, day),
    CONSTRAINT fk_logbook_day FOREIGN KEY (placement_id, week_of) REFERENCES partnership.logbook_entry (placement_id, week_of)
);

-- Whole effective hours.
ALTER TABLE partnership.slot_terms ADD minimum_hours INT NULL;
