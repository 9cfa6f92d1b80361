-- Counts of an institution's learners: the sum up to both days is the figure (D41).
CREATE TABLE enrollment.figure_count (
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    measure NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    cohort INT NOT NULL,
    effective_on DATE NOT NULL,
    known_on DATE NOT NULL,
    answer NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    learners INT NOT NULL,
    CONSTRAINT pk_figure_count PRIMARY KEY (institution, measure, cohort, effective_on, known_on, answer)
);

-- Learners whose facts were recorded before there were counts. A sweep counts them, and their rows go.
CREATE TABLE enrollment.uncounted_learner (
    learner_id UNIQUEIDENTIFIER NOT NULL,
    CONSTRAINT pk_uncounted_learner PRIMARY KEY (learner_id)
);
GO

INSERT INTO enrollment.uncounted_learner (learner_id) SELECT id FROM enrollment.learner;

-- A class is small, whatever the institution is.
CREATE INDEX ix_learner_fact_class ON enrollment.learner_fact (class, learner_id);
