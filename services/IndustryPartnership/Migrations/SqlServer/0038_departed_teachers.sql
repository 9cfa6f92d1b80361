-- Teachers whose last day at an institution is known: none is named as mentor after it (D45).
CREATE TABLE partnership.departed_teacher (
    id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    last_day DATE NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_departed_teacher PRIMARY KEY (id)
);
