-- Stories are found by what they tell, held in memory, instead of by keys of their articles.
DROP TABLE story_key;

-- The mean of what its articles tell, and the number of the change by which it came to be so.
ALTER TABLE story ADD COLUMN telling BYTEA;
ALTER TABLE story ADD COLUMN changed BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE story ADD COLUMN sample BOOLEAN DEFAULT FALSE NOT NULL;
CREATE INDEX story_last_seen ON story (last_seen);
CREATE INDEX story_changed ON story (changed);

-- By which names the incident of an arriving event is looked for.
CREATE TABLE incident_party (
  incident_id BIGINT NOT NULL REFERENCES incident (id),
  type        VARCHAR(24) NOT NULL,
  party       VARCHAR(300) NOT NULL,
  last_seen   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (incident_id, party)
);
CREATE INDEX incident_party_seen ON incident_party (type, party, last_seen);
INSERT INTO incident_party (incident_id, type, party, last_seen)
  SELECT id, type, LOWER(actor), last_seen FROM incident WHERE actor IS NOT NULL
  UNION SELECT id, type, LOWER(vendor), last_seen FROM incident WHERE vendor IS NOT NULL
  UNION SELECT id, type, LOWER(product), last_seen FROM incident WHERE product IS NOT NULL;
