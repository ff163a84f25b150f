-- How each article tells its story: articles are grouped anew when others like them arrive.
ALTER TABLE article ADD COLUMN telling BYTEA;

-- What analysts decide about stories. apart: ids of stories with which this one is never joined;
-- fixed: its articles are not decided upon again.
ALTER TABLE story ADD COLUMN apart VARCHAR;
ALTER TABLE story ADD COLUMN fixed BOOLEAN DEFAULT FALSE NOT NULL;

CREATE TABLE story_history (
  story_id BIGINT NOT NULL REFERENCES story (id),
  ordinal  INTEGER NOT NULL,
  at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  author   VARCHAR(100) NOT NULL,
  act      VARCHAR(8) NOT NULL,
  reason   VARCHAR(1000),
  PRIMARY KEY (story_id, ordinal)
);
