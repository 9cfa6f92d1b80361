-- Null until enrollment has told again, which it is asked to do below.
ALTER TABLE learner ADD COLUMN cohort INTEGER NULL;

ALTER TABLE learner ADD COLUMN articulation_id TEXT NULL;

CREATE TABLE learner_fact (
    learner_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    fact TEXT NOT NULL,
    institution TEXT NOT NULL,
    stage INTEGER NOT NULL,
    state TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_learner_fact PRIMARY KEY (learner_id, version)
);

CREATE TABLE articulation_fact (
    articulation_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    fact TEXT NOT NULL,
    from_institution TEXT NOT NULL,
    to_institution TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_articulation_fact PRIMARY KEY (articulation_id, version)
);

-- What was done with a slot, an application or a placement, on which business date, where no row of its own says so.
CREATE TABLE step (
    thing_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    what TEXT NOT NULL,
    organisation TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_step PRIMARY KEY (thing_id, version)
);

-- Until now the day of each was that on which it was recorded, in UTC+8. A slot's version at its opening was not kept: none has the version 0.
INSERT INTO step (thing_id, version, what, organisation, taken_on, recorded_at)
SELECT id, 1, 'slot written', enterprise, date(created_at, '+8 hours'), created_at FROM slot
UNION ALL SELECT id, 0, 'slot opened', enterprise, date(opened_at, '+8 hours'), opened_at FROM slot WHERE opened_at IS NOT NULL
UNION ALL SELECT id, 1, 'applied', institution, date(created_at, '+8 hours'), created_at FROM application
UNION ALL SELECT id, 1, 'place accepted', institution, date(created_at, '+8 hours'), created_at FROM placement;

DELETE FROM catch_up WHERE aggregate = 'enrollment/learner';
