-- The learners of a group at some time, for figures (D41).
CREATE INDEX ix_learner_fact_articulation ON enrollment.learner_fact (articulation_id, cohort, learner_id);

CREATE INDEX ix_learner_fact_institution ON enrollment.learner_fact (institution, cohort, learner_id);

CREATE INDEX ix_learner_fact_present ON enrollment.learner_fact (present_institution, cohort, learner_id);

-- A figure as it was published, with everybody behind it. Nothing changes it (D41).
CREATE TABLE enrollment.published_figure (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    measure NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    articulation_id UNIQUEIDENTIFIER NULL,
    cohort INT NULL,
    class NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    as_of DATE NOT NULL,
    known_on DATE NOT NULL,
    numerator INT NOT NULL,
    denominator INT NOT NULL,
    recorded INT NOT NULL,
    unknown INT NOT NULL,
    not_recorded INT NOT NULL,
    published_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    published_on DATE NOT NULL,
    published_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_published_figure PRIMARY KEY (seq),
    CONSTRAINT uq_published_figure_id UNIQUE (id)
);

CREATE TABLE enrollment.published_figure_learner (
    figure_id UNIQUEIDENTIFIER NOT NULL,
    position INT NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    answer NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_published_figure_learner PRIMARY KEY (figure_id, position)
);
