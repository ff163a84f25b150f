-- By what copies of one text are known, and which wire service a text credits.
ALTER TABLE article ADD COLUMN fingerprint BYTEA;
ALTER TABLE article ADD COLUMN wire VARCHAR(40);
