-- Counts of an institution's learners: the sum up to both days is the figure (D41).
CREATE TABLE figure_count (
    institution TEXT NOT NULL,
    measure TEXT NOT NULL,
    cohort INTEGER NOT NULL,
    effective_on TEXT NOT NULL,
    known_on TEXT NOT NULL,
    answer TEXT NOT NULL,
    learners INTEGER NOT NULL,
    CONSTRAINT pk_figure_count PRIMARY KEY (institution, measure, cohort, effective_on, known_on, answer)
);

-- Learners whose facts were recorded before there were counts. A sweep counts them, and their rows go.
CREATE TABLE uncounted_learner (
    learner_id TEXT NOT NULL,
    CONSTRAINT pk_uncounted_learner PRIMARY KEY (learner_id)
);

INSERT INTO uncounted_learner (learner_id) SELECT id FROM learner;

-- A class is small, whatever the institution is.
CREATE INDEX ix_learner_fact_class ON learner_fact (class, learner_id);
