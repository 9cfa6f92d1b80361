-- Who signs the agreement of a placement besides institution, enterprise and learner: as the slot asks for it, and as the placement's text has it.
CREATE TABLE partnership.slot_cosignatory (
    slot_id UNIQUEIDENTIFIER NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_slot_cosignatory PRIMARY KEY (slot_id, organisation),
    CONSTRAINT fk_slot_cosignatory_slot FOREIGN KEY (slot_id) REFERENCES partnership.slot (id),
    CONSTRAINT fk_slot_cosignatory_organisation FOREIGN KEY (organisation) REFERENCES partnership.organisation (code)
);

CREATE TABLE partnership.placement_cosignatory (
    placement_id UNIQUEIDENTIFIER NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    signed_on DATE NULL,
    CONSTRAINT pk_placement_cosignatory PRIMARY KEY (placement_id, organisation),
    CONSTRAINT fk_placement_cosignatory FOREIGN KEY (placement_id) REFERENCES partnership.placement (id)
);
