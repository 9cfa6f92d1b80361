-- From a transfer on a learner is the university's (D5). Until now the institution that enrolled them was kept.
UPDATE learner
SET institution = (SELECT f.institution FROM learner_fact f WHERE f.learner_id = learner.id AND f.version = learner.version)
WHERE EXISTS (SELECT 1 FROM learner_fact f WHERE f.learner_id = learner.id AND f.version = learner.version);
