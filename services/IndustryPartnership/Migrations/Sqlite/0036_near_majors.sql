-- D36: the two majors of an articulation are near each other.
ALTER TABLE articulation_fact ADD COLUMN from_major TEXT NULL;

ALTER TABLE articulation_fact ADD COLUMN to_major TEXT NULL;

CREATE INDEX ix_articulation_fact_from ON articulation_fact (from_major, to_major);

CREATE INDEX ix_articulation_fact_to ON articulation_fact (to_major, from_major);
