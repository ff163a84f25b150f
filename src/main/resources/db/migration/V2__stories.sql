-- Stories are found by what they tell, held in memory, instead of by keys of their articles.
DROP TABLE story_key;

-- The mean of what its articles tell, and the number of the change by which it came to be so.
ALTER TABLE story ADD COLUMN telling BYTEA;
ALTER TABLE story ADD COLUMN changed BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE story ADD COLUMN sample BOOLEAN DEFAULT FALSE NOT NULL;
CREATE INDEX story_last_seen ON story (last_seen);
CREATE INDEX story_changed ON story (changed);
