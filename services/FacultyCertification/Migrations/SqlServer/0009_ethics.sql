-- Failed ethics reviews. They bar applying on their days, unless they were recorded by mistake (D15).
CREATE TABLE faculty.ethics_finding (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    barred_from DATE NOT NULL,
    barred_until DATE NOT NULL,
    reason NVARCHAR(400) NOT NULL,
    withdrawal_reason NVARCHAR(400) NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_ethics_finding PRIMARY KEY (seq),
    CONSTRAINT uq_ethics_finding_id UNIQUE (id),
    CONSTRAINT fk_ethics_finding_teacher FOREIGN KEY (teacher_id) REFERENCES faculty.teacher (id)
);

CREATE INDEX ix_ethics_finding_teacher ON faculty.ethics_finding (teacher_id, seq);
