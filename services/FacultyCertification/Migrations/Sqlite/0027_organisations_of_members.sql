-- The organisation of a panel member's unit; null for the institution that decides (D16).
ALTER TABLE decision_member ADD COLUMN organisation TEXT NULL;
