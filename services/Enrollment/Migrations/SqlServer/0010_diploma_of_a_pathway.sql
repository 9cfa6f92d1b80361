-- Which diploma the institution of the vocational stages awards after them (D3): the secondary diploma on the secondary route.
ALTER TABLE enrollment.pathway ADD from_diploma NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT df_pathway_from_diploma DEFAULT 'associate';
GO

UPDATE enrollment.pathway SET from_diploma = 'secondary' WHERE code = '3+4';
