-- What earlier transfers left open at the colleges ends with the answer, for which enrollment is asked once more (D5, D45).
DELETE FROM partnership.catch_up WHERE aggregate = 'enrollment/learner';
