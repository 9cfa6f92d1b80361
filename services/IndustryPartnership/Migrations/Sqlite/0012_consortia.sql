-- Who is in a consortium, a base or a project. spell is 0 for the organisation's last time in it, and the number of the time for those before: so one of an organisation stands.
CREATE TABLE membership (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    thing_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    spell INTEGER NOT NULL,
    role TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    joined_on TEXT NULL,
    leads_from TEXT NULL,
    left_on TEXT NULL,
    dissolves_on TEXT NULL,
    CONSTRAINT uq_membership UNIQUE (thing_id, organisation, spell)
);

CREATE INDEX ix_membership_organisation ON membership (organisation, thing_id);

CREATE TABLE consortium (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NULL,
    field TEXT NOT NULL,
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    founded_on TEXT NULL,
    dissolved_on TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_consortium_id UNIQUE (id)
);
