INSERT INTO effect (consumer, title) VALUES ('migration', 'ran');
