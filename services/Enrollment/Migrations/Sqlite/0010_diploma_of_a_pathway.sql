-- Which diploma the institution of the vocational stages awards after them (D3): the secondary diploma on the secondary route.
ALTER TABLE pathway ADD COLUMN from_diploma TEXT NOT NULL DEFAULT 'associate';

UPDATE pathway SET from_diploma = 'secondary' WHERE code = '3+4';
