-- In what order messages go that tell of the same incident, each among others.

CREATE INDEX alert_told_alert ON alert_told (alert_id);
CREATE INDEX alert_told_to ON alert_told (incident_id, subscription_id, alert_id);
DROP INDEX alert_told_incident;
