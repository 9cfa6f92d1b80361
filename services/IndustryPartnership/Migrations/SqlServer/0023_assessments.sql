ALTER TABLE partnership.placement ADD mentor_grade NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL;

CREATE TABLE partnership.mentor_assessment (
    placement_id UNIQUEIDENTIFIER NOT NULL,
    grade NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    text NVARCHAR(4000) NOT NULL,
    assessed_on DATE NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_mentor_assessment PRIMARY KEY (placement_id),
    CONSTRAINT fk_mentor_assessment FOREIGN KEY (placement_id) REFERENCES partnership.placement (id)
);
