-- The relation of a guardian who accepted by a link; no name is kept (D32).
ALTER TABLE placement_change_acceptance ADD COLUMN relation TEXT NULL;
