-- D36: the two majors of an articulation are near each other.
ALTER TABLE partnership.articulation_fact ADD from_major NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL;

ALTER TABLE partnership.articulation_fact ADD to_major NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL;

CREATE INDEX ix_articulation_fact_from ON partnership.articulation_fact (from_major, to_major);

CREATE INDEX ix_articulation_fact_to ON partnership.articulation_fact (to_major, from_major);
