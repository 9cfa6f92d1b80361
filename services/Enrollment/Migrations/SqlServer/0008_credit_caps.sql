-- The most that all post internships of a learner earn together (D12). Until now each earned anew: what one earns is the most.
ALTER TABLE enrollment.articulation ADD internship_credit_cap INT NOT NULL CONSTRAINT df_articulation_internship_credit_cap DEFAULT 0;
GO

UPDATE enrollment.articulation SET internship_credit_cap = internship_credits;
