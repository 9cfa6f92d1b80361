-- The most that all post internships of a learner earn together (D12). Until now each earned anew: what one earns is the most.
ALTER TABLE articulation ADD COLUMN internship_credit_cap INTEGER NOT NULL DEFAULT 0;

UPDATE articulation SET internship_credit_cap = internship_credits;
