-- Who signs the agreement of a placement besides institution, enterprise and learner: as the slot asks for it, and as the placement's text has it.
CREATE TABLE slot_cosignatory (
    slot_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    CONSTRAINT pk_slot_cosignatory PRIMARY KEY (slot_id, organisation),
    CONSTRAINT fk_slot_cosignatory_slot FOREIGN KEY (slot_id) REFERENCES slot (id),
    CONSTRAINT fk_slot_cosignatory_organisation FOREIGN KEY (organisation) REFERENCES organisation (code)
);

CREATE TABLE placement_cosignatory (
    placement_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    signed_on TEXT NULL,
    CONSTRAINT pk_placement_cosignatory PRIMARY KEY (placement_id, organisation),
    CONSTRAINT fk_placement_cosignatory FOREIGN KEY (placement_id) REFERENCES placement (id)
);
