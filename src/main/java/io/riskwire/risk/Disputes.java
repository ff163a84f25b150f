package io.riskwire.risk;

import io.riskwire.event.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Which incidents are one case: those between the same two parties, whoever acts, without a gap of
 * more than 120 days, once one of them is a dispute.
 */
final class Disputes {
  private static final Duration GAP = Duration.ofDays(120);

  /** Puts an incident into the case of its parties, which begins with their first open dispute. */
  void join(Handle handle, Incident incident) {
    List<String> parties = parties(incident);
    if (incident.dispute() != null || parties.isEmpty()) return;
    open(handle, incident, parties)
        .or(
            () ->
                opens(incident.type())
                    ? Optional.of(begin(handle, incident, parties))
                    : Optional.empty())
        .ifPresent(id -> put(handle, id, incident, parties));
  }

  /** Nothing where there are not two. */
  private static List<String> parties(Incident incident) {
    String actor = incident.roles().actor();
    String target = incident.target();
    if (actor == null || target == null) return List.of();
    List<String> pair = Parties.pair(actor, target);
    return pair.getFirst().equals(pair.getLast()) ? List.of() : pair;
  }

  private static boolean opens(EventType type) {
    return type == EventType.VENDOR_DISPUTE;
  }

  private static Optional<Long> open(Handle handle, Incident incident, List<String> parties) {
    return handle
        .createQuery(
            """
            SELECT id FROM risk_case
            WHERE first_party = :first AND other_party = :other AND sample = :sample
              AND last_seen >= :from AND first_seen <= :to
            ORDER BY id LIMIT 1
            """)
        .bind("first", parties.getFirst())
        .bind("other", parties.getLast())
        .bind("sample", incident.isSample())
        .bind("from", incident.firstSeen().minus(GAP))
        .bind("to", incident.lastSeen().plus(GAP))
        .mapTo(Long.class)
        .findOne();
  }

  private static long begin(Handle handle, Incident incident, List<String> parties) {
    return handle
        .createUpdate(
            """
            INSERT INTO risk_case (first_party, other_party, first_seen, last_seen, sample)
            VALUES (:first, :other, :from, :to, :sample)
            """)
        .bind("first", parties.getFirst())
        .bind("other", parties.getLast())
        .bind("from", incident.firstSeen())
        .bind("to", incident.lastSeen())
        .bind("sample", incident.isSample())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** Adds the incident, and what happened between the two before they were known to be at odds. */
  private static void put(Handle handle, long id, Incident incident, List<String> parties) {
    handle
        .createUpdate(
            """
            UPDATE incident SET case_id = :case
            WHERE case_id IS NULL AND NOT withdrawn AND sample = :sample
              AND first_seen >= :from AND first_seen <= :to
              AND (id = :incident
                OR (LOWER(actor) = :first AND :other =
                  LOWER(CASE WHEN actor = vendor THEN scope ELSE vendor END))
                OR (LOWER(actor) = :other AND :first =
                  LOWER(CASE WHEN actor = vendor THEN scope ELSE vendor END)))
            """)
        .bind("case", id)
        .bind("sample", incident.isSample())
        .bind("incident", incident.id())
        .bind("from", incident.firstSeen().minus(GAP))
        .bind("to", incident.lastSeen().plus(GAP))
        .bind("first", parties.getFirst())
        .bind("other", parties.getLast())
        .execute();
    handle
        .createUpdate(
            """
            UPDATE risk_case SET
              first_seen = (SELECT MIN(first_seen) FROM incident WHERE case_id = :case),
              last_seen = (SELECT MAX(last_seen) FROM incident WHERE case_id = :case)
            WHERE id = :case
            """)
        .bind("case", id)
        .execute();
  }

  Optional<Case> find(Handle handle, long id) {
    List<Incident> incidents =
        handle
            .createQuery(
                "SELECT "
                    + Incidents.COLUMNS
                    + " FROM incident WHERE case_id = :case AND NOT withdrawn ORDER BY first_seen,"
                    + " id")
            .bind("case", id)
            .map(Incidents.INCIDENT)
            .list();
    return handle
        .createQuery("SELECT first_party, other_party, first_seen FROM risk_case WHERE id = :id")
        .bind("id", id)
        .map(
            (rs, c) ->
                new Case(
                    id,
                    rs.getString("first_party"),
                    rs.getString("other_party"),
                    rs.getTimestamp("first_seen").toInstant(),
                    incidents))
        .findOne();
  }
}
