CREATE TABLE placement_pause (
    placement_id TEXT NOT NULL,
    paused_on TEXT NOT NULL,
    resumed_on TEXT NULL,
    CONSTRAINT pk_placement_pause PRIMARY KEY (placement_id, paused_on),
    CONSTRAINT fk_placement_pause FOREIGN KEY (placement_id) REFERENCES placement (id)
);
