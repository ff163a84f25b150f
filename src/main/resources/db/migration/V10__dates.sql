-- Dates that are told once before they come, and once when they have come: since when the date is
-- known, and for which date it was noted.
ALTER TABLE incident ADD COLUMN dated DATE;
ALTER TABLE incident ADD COLUMN near_noted DATE;
ALTER TABLE incident ADD COLUMN due_noted DATE;
UPDATE incident SET dated = CAST(first_seen AS DATE) WHERE effective_date IS NOT NULL;
UPDATE incident SET due_noted = effective_date WHERE effective_date <= CURRENT_DATE;
CREATE INDEX incident_effective ON incident (status, effective_date);

-- When the next digest is made that comes even without news, where one is asked for.
ALTER TABLE subscription ADD COLUMN next_digest TIMESTAMP(6) WITH TIME ZONE;
CREATE INDEX subscription_digest ON subscription (next_digest);
