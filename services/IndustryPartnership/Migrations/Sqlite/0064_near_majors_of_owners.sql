-- D36: the majors of an articulation are near each other, also those of earlier owners. A catch-up brings these.
CREATE TABLE near_major (
    articulation_id TEXT NOT NULL,
    major TEXT NOT NULL,
    near TEXT NOT NULL,
    CONSTRAINT pk_near_major PRIMARY KEY (articulation_id, major, near)
);

CREATE INDEX ix_near_major_major ON near_major (major, near);

INSERT INTO near_major (articulation_id, major, near)
SELECT DISTINCT articulation_id, from_major, to_major FROM articulation_fact WHERE from_major IS NOT NULL
UNION
SELECT DISTINCT articulation_id, to_major, from_major FROM articulation_fact WHERE from_major IS NOT NULL;

DROP INDEX ix_articulation_fact_from;

DROP INDEX ix_articulation_fact_to;

ALTER TABLE articulation_fact DROP COLUMN from_major;

ALTER TABLE articulation_fact DROP COLUMN to_major;
