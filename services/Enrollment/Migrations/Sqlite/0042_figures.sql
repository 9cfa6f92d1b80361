-- The learners of a group at some time, for figures (D41).
CREATE INDEX ix_learner_fact_articulation ON learner_fact (articulation_id, cohort, learner_id);

CREATE INDEX ix_learner_fact_institution ON learner_fact (institution, cohort, learner_id);

CREATE INDEX ix_learner_fact_present ON learner_fact (present_institution, cohort, learner_id);

-- A figure as it was published, with everybody behind it. Nothing changes it (D41).
CREATE TABLE published_figure (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    measure TEXT NOT NULL,
    institution TEXT NULL,
    articulation_id TEXT NULL,
    cohort INTEGER NULL,
    class TEXT NULL,
    as_of TEXT NOT NULL,
    known_on TEXT NOT NULL,
    numerator INTEGER NOT NULL,
    denominator INTEGER NOT NULL,
    recorded INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    not_recorded INTEGER NOT NULL,
    published_by TEXT NOT NULL,
    published_on TEXT NOT NULL,
    published_at TEXT NOT NULL,
    CONSTRAINT uq_published_figure_id UNIQUE (id)
);

CREATE TABLE published_figure_learner (
    figure_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    learner_id TEXT NOT NULL,
    answer TEXT NOT NULL,
    CONSTRAINT pk_published_figure_learner PRIMARY KEY (figure_id, position)
);
