-- The relation of a guardian who accepted by a link; no name is kept (D32).
ALTER TABLE partnership.placement_change_acceptance ADD relation NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL;
