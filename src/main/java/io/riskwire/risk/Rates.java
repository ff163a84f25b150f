package io.riskwire.risk;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riskwire.base.Cursor;
import io.riskwire.base.Page;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import io.riskwire.event.Evidence;
import io.riskwire.risk.Act.Why;
import io.riskwire.risk.Incident.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often analysts reject the incidents that a rule read, or that a source reported: which rule
 * to mend first, and which source to believe less.
 */
@ApplicationScoped
public class Rates {
  private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

  private static final Comparator<Rate> MOST_REJECTED_FIRST =
      Comparator.comparingInt(Rate::rejected).reversed().thenComparing(Rate::of);

  private final Database database;

  public Rates(Database database) {
    this.database = database;
  }

  /** Of whom a rate is. */
  public enum By {
    RULE,
    SOURCE
  }

  /**
   * Of the incidents that rest on this rule or source, how many analysts have judged, how many of
   * them they rejected, and why. An incident that rests on several counts for each.
   */
  public record Rate(String of, int reviewed, int rejected, Map<Why, Integer> reasons) {
    public Rate {
      reasons = Map.copyOf(reasons);
    }

    /** Rejected of reviewed, 0 to 1. */
    public double share() {
      return (double) rejected / reviewed;
    }
  }

  /** One page of the rates, those with the most rejections first. */
  public Page<Rate> list(By by, int size, @Nullable String cursor) {
    List<Rate> all = rates(by);
    Cursor after = cursor == null ? null : Cursor.decode(cursor, 2);
    Rate last =
        after == null ? null : new Rate(after.keys().getLast(), 0, (int) after.number(0), Map.of());
    List<Rate> rest =
        all.stream().filter(r -> last == null || MOST_REJECTED_FIRST.compare(r, last) > 0).toList();
    if (rest.size() <= size) return new Page<>(all.size(), rest, null);
    Rate end = rest.get(size - 1);
    return new Page<>(all.size(), rest.subList(0, size), Cursor.of(end.rejected, end.of));
  }

  private List<Rate> rates(By by) {
    Map<String, Count> counts = new HashMap<>();
    for (Judged judged : judged())
      for (String of : by == By.SOURCE ? Set.of(judged.outlet) : judged.rules)
        counts.computeIfAbsent(of, k -> new Count()).add(judged);
    return counts.entrySet().stream()
        .map(c -> c.getValue().rate(c.getKey()))
        .sorted(MOST_REJECTED_FIRST)
        .toList();
  }

  /** What one article says of an incident that an analyst has judged. */
  private record Judged(
      long incident, boolean isRejected, Why why, String outlet, Set<String> rules) {}

  private List<Judged> judged() {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT i.id, i.verdict, a.outlet, e.evidence,
                      (SELECT r.reason FROM incident_history r
                       WHERE r.incident_id = i.id AND r.act = 'reject'
                       ORDER BY r.ordinal DESC LIMIT 1) AS reason
                    FROM incident i
                    JOIN article_event e ON e.incident_id = i.id
                    JOIN article a ON a.id = e.article_id
                    WHERE i.verdict IS NOT NULL ORDER BY i.id, e.article_id, e.ordinal
                    """)
                .map(
                    (rs, c) -> {
                      String reason = rs.getString("reason");
                      Set<String> rules = new HashSet<>();
                      for (var evidence : Json.read(rs.getString("evidence"), EVIDENCE))
                        rules.add(evidence.rule());
                      return new Judged(
                          rs.getLong("id"),
                          Verdict.valueOf(rs.getString("verdict")) == Verdict.REJECTED,
                          Why.of(reason == null ? "" : reason),
                          rs.getString("outlet"),
                          rules);
                    })
                .list());
  }

  /** An incident is counted once, however many articles or events of it rest on the same. */
  private static final class Count {
    private final Set<Long> seen = new HashSet<>();
    private final Map<Why, Integer> reasons = new EnumMap<>(Why.class);
    private int rejected;

    void add(Judged judged) {
      if (!seen.add(judged.incident) || !judged.isRejected) return;
      rejected++;
      reasons.merge(judged.why, 1, Integer::sum);
    }

    Rate rate(String of) {
      return new Rate(of, seen.size(), rejected, reasons);
    }
  }
}
