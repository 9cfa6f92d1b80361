CREATE TABLE organisation (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    verified_by TEXT NULL,
    guard INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_organisation_code UNIQUE (code)
);

CREATE TABLE organisation_unit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_code TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_organisation_unit UNIQUE (organisation_code, code)
);
