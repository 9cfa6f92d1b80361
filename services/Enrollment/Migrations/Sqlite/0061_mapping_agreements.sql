-- Every institution of an articulation agrees to a mapping of its credit (D12). Until now the other one of two did.
CREATE TABLE credit_mapping_agreement (
    mapping_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    agreed_on TEXT NOT NULL,
    CONSTRAINT pk_credit_mapping_agreement PRIMARY KEY (mapping_id, institution)
);

INSERT INTO credit_mapping_agreement (mapping_id, institution, agreed_on)
SELECT m.id, CASE WHEN m.proposed_by = a.from_institution THEN a.to_institution ELSE a.from_institution END, m.decided_on
FROM credit_mapping m
JOIN articulation a ON a.id = m.articulation_id
WHERE m.state = 'agreed';
