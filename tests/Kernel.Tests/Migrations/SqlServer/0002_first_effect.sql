INSERT INTO $schema$.effect (consumer, title) VALUES ('migration', 'ran');
