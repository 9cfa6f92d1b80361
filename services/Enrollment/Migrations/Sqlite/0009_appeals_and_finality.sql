-- Days from the publication of a sitting in which a result may be appealed against (D7). Plans of before were agreed without.
ALTER TABLE transfer_plan ADD COLUMN appeal_days INTEGER NOT NULL DEFAULT 0;

-- Who holds that the results of a sitting are final; they are with both (D7).
CREATE TABLE transfer_finalisation (
    plan_id TEXT NOT NULL,
    sitting INTEGER NOT NULL,
    institution TEXT NOT NULL,
    given_on TEXT NOT NULL,
    given_at TEXT NOT NULL,
    CONSTRAINT pk_transfer_finalisation PRIMARY KEY (plan_id, sitting, institution)
);

-- What was entered for a candidate, or published, until other marks came in its place, at the version that it was (D7).
CREATE TABLE transfer_replaced (
    candidate_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    bonus INTEGER NULL,
    total INTEGER NULL,
    replaced_on TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    CONSTRAINT pk_transfer_replaced PRIMARY KEY (candidate_id, version)
);

CREATE TABLE transfer_replaced_mark (
    candidate_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    component_code TEXT NOT NULL,
    mark INTEGER NOT NULL,
    CONSTRAINT pk_transfer_replaced_mark PRIMARY KEY (candidate_id, version, component_code)
);
