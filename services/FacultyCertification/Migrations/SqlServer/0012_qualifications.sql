-- What a teacher is qualified for. It follows the teacher; what was recorded by mistake stays readable (D14, D43).
CREATE TABLE faculty.qualification (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    recorded_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    name NVARCHAR(200) NOT NULL,
    issuer NVARCHAR(200) NOT NULL,
    issued_on DATE NOT NULL,
    document_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    withdrawal_reason NVARCHAR(400) NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_qualification PRIMARY KEY (seq),
    CONSTRAINT uq_qualification_id UNIQUE (id),
    CONSTRAINT fk_qualification_teacher FOREIGN KEY (teacher_id) REFERENCES faculty.teacher (id)
);

CREATE INDEX ix_qualification_teacher ON faculty.qualification (teacher_id, seq);
