CREATE TABLE partnership.placement_pause (
    placement_id UNIQUEIDENTIFIER NOT NULL,
    paused_on DATE NOT NULL,
    resumed_on DATE NULL,
    CONSTRAINT pk_placement_pause PRIMARY KEY (placement_id, paused_on),
    CONSTRAINT fk_placement_pause FOREIGN KEY (placement_id) REFERENCES partnership.placement (id)
);
