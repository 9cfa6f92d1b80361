-- Null until enrollment has told again, which it is asked to do below.
ALTER TABLE partnership.learner ADD cohort INT NULL;

ALTER TABLE partnership.learner ADD articulation_id UNIQUEIDENTIFIER NULL;

CREATE TABLE partnership.learner_fact (
    learner_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    fact NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    stage INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    happened_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_learner_fact PRIMARY KEY (learner_id, version)
);

CREATE TABLE partnership.articulation_fact (
    articulation_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    fact NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    from_institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    to_institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    happened_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_articulation_fact PRIMARY KEY (articulation_id, version)
);

-- What was done with a slot, an application or a placement, on which business date, where no row of its own says so.
CREATE TABLE partnership.step (
    thing_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    what NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    taken_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_step PRIMARY KEY (thing_id, version)
);

-- Until now the day of each was that on which it was recorded, in UTC+8. A slot's version at its opening was not kept: none has the version 0.
INSERT INTO partnership.step (thing_id, version, what, organisation, taken_on, recorded_at)
SELECT id, 1, 'slot written', enterprise, CAST(DATEADD(hour, 8, created_at) AS DATE), created_at FROM partnership.slot
UNION ALL SELECT id, 0, 'slot opened', enterprise, CAST(DATEADD(hour, 8, opened_at) AS DATE), opened_at FROM partnership.slot WHERE opened_at IS NOT NULL
UNION ALL SELECT id, 1, 'applied', institution, CAST(DATEADD(hour, 8, created_at) AS DATE), created_at FROM partnership.application
UNION ALL SELECT id, 1, 'place accepted', institution, CAST(DATEADD(hour, 8, created_at) AS DATE), created_at FROM partnership.placement;

DELETE FROM partnership.catch_up WHERE aggregate = 'enrollment/learner';
