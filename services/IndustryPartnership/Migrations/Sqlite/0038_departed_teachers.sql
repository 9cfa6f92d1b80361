-- Teachers whose last day at an institution is known: none is named as mentor after it (D45).
CREATE TABLE departed_teacher (
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    last_day TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_departed_teacher PRIMARY KEY (id)
);
