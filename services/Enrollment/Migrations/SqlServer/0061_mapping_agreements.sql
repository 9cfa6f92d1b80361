-- Every institution of an articulation agrees to a mapping of its credit (D12). Until now the other one of two did.
CREATE TABLE enrollment.credit_mapping_agreement (
    mapping_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    agreed_on DATE NOT NULL,
    CONSTRAINT pk_credit_mapping_agreement PRIMARY KEY (mapping_id, institution)
);

INSERT INTO enrollment.credit_mapping_agreement (mapping_id, institution, agreed_on)
SELECT m.id, CASE WHEN m.proposed_by = a.from_institution THEN a.to_institution ELSE a.from_institution END, m.decided_on
FROM enrollment.credit_mapping m
JOIN enrollment.articulation a ON a.id = m.articulation_id
WHERE m.state = 'agreed';
