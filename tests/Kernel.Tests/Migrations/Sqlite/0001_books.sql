CREATE TABLE book (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    title TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT uq_book_id UNIQUE (id),
    CONSTRAINT uq_book_title UNIQUE (title)
);

CREATE TABLE effect (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    consumer TEXT NOT NULL,
    title TEXT NOT NULL
);

CREATE TABLE copy (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_copy PRIMARY KEY (id)
);
