-- What analysts decide about incidents, and holds against what is read later.
ALTER TABLE incident ADD COLUMN verdict VARCHAR(12);
ALTER TABLE incident ADD COLUMN fixed VARCHAR;
ALTER TABLE incident ADD COLUMN merged_into BIGINT REFERENCES incident (id);
ALTER TABLE incident_history ADD COLUMN act VARCHAR(8);
ALTER TABLE incident_history ADD COLUMN reason VARCHAR(1000);
