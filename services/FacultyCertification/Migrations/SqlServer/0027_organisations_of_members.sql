-- The organisation of a panel member's unit; null for the institution that decides (D16).
ALTER TABLE faculty.decision_member ADD organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL;
