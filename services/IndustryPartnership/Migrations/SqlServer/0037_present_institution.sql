-- From a transfer on a learner is the university's (D5). Until now the institution that enrolled them was kept.
UPDATE l
SET institution = f.institution
FROM partnership.learner l INNER JOIN partnership.learner_fact f ON f.learner_id = l.id AND f.version = l.version;
