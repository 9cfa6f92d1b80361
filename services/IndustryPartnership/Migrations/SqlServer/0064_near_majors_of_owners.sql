-- D36: the majors of an articulation are near each other, also those of earlier owners. A catch-up brings these.
CREATE TABLE partnership.near_major (
    articulation_id UNIQUEIDENTIFIER NOT NULL,
    major NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    near NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_near_major PRIMARY KEY (articulation_id, major, near)
);

CREATE INDEX ix_near_major_major ON partnership.near_major (major, near);

INSERT INTO partnership.near_major (articulation_id, major, near)
SELECT DISTINCT articulation_id, from_major, to_major FROM partnership.articulation_fact WHERE from_major IS NOT NULL
UNION
SELECT DISTINCT articulation_id, to_major, from_major FROM partnership.articulation_fact WHERE from_major IS NOT NULL;

DROP INDEX ix_articulation_fact_from ON partnership.articulation_fact;

DROP INDEX ix_articulation_fact_to ON partnership.articulation_fact;

ALTER TABLE partnership.articulation_fact DROP COLUMN from_major;

ALTER TABLE partnership.articulation_fact DROP COLUMN to_major;
