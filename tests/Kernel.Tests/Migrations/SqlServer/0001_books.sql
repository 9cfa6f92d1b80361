CREATE TABLE $schema$.book (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    owner NVARCHAR(60) NOT NULL,
    title NVARCHAR(200) NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_book PRIMARY KEY (seq),
    CONSTRAINT uq_book_id UNIQUE (id),
    CONSTRAINT uq_book_title UNIQUE (title)
);

CREATE TABLE $schema$.effect (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    consumer NVARCHAR(60) NOT NULL,
    title NVARCHAR(200) NOT NULL,
    CONSTRAINT pk_effect PRIMARY KEY (seq)
);

CREATE TABLE $schema$.copy (
    id UNIQUEIDENTIFIER NOT NULL,
    title NVARCHAR(200) NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_copy PRIMARY KEY (id)
);
