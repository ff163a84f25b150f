package io.riskwire.source;

import io.riskwire.db.Database;
import io.riskwire.source.Source.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Raises an alarm, once, for a source that has failed for a day, or that brings far less than it
 * used to; takes it back when the source works again.
 */
@ApplicationScoped
public class Alarms {
  private static final Duration PATIENCE = Duration.ofDays(1);
  private static final int FEWEST_FAILURES = 3;

  /** So many items a week make a rate that can be spoken of. */
  private static final double REGULAR = 10;

  /** A quarter of the usual is far below it, if it is also no accident. */
  private static final double FAR_BELOW = 0.25;

  private static final double ACCIDENT = 1e-4;

  private final Database database;
  private final InstantSource clock;
  private final FetchLog log = new FetchLog();

  public Alarms(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** How many items a source published in the last week, and in a usual one before. */
  record Weeks(double recent, double usual) {
    static final Weeks NOTHING = new Weeks(0, 0);
  }

  /** Looks at all sources anew. */
  public void look() {
    Instant now = clock.instant();
    database.write(
        h -> {
          Map<Long, Weeks> weeks = log.weeks(h, LocalDate.ofInstant(now, ZoneOffset.UTC));
          for (Source source : Sources.list(h))
            look(h, source, weeks.getOrDefault(source.id(), Weeks.NOTHING), now);
          return null;
        });
  }

  private static void look(Handle handle, Source source, Weeks weeks, Instant now) {
    String reason = reason(source, weeks, now);
    boolean isAlarmed = source.health().alarm() != null;
    if (reason != null && !isAlarmed)
      handle.execute(
          "UPDATE source SET alarm = ?, alarm_since = ?, alarm_told = FALSE WHERE id = ?",
          reason,
          java.sql.Timestamp.from(now),
          source.id());
    if (reason == null && isAlarmed && isWellAgain(source, weeks))
      handle.execute(
          "UPDATE source SET alarm = NULL, alarm_since = NULL WHERE id = ?", source.id());
  }

  /** After weeks of silence nothing is the usual: that alone is no recovery. */
  private static boolean isWellAgain(Source source, Weeks weeks) {
    return source.isPaused() || (source.health().failures() == 0 && weeks.recent > 0);
  }

  static @Nullable String reason(Source source, Weeks weeks, Instant now) {
    if (source.isPaused() || source.origin() == Origin.SAMPLE) return null;
    var health = source.health();
    Instant good = health.lastGood() == null ? source.created() : health.lastGood();
    if (health.failures() >= FEWEST_FAILURES && good.isBefore(now.minus(PATIENCE)))
      return "has failed for " + span(Duration.between(good, now)) + ": " + health.lastProblem();
    boolean isFarBelow =
        weeks.usual >= REGULAR
            && weeks.recent < FAR_BELOW * weeks.usual
            && chance(weeks.recent, weeks.usual) < ACCIDENT;
    if (!isFarBelow || health.failures() > 0) return null;
    return String.format(
        Locale.ROOT, "brought %.0f items in a week; usual are %.0f", weeks.recent, weeks.usual);
  }

  /** How likely so few are, or fewer, where so many are usual: the lower tail of Poisson. */
  private static double chance(double few, double usual) {
    double term = Math.exp(-usual);
    double sum = term;
    for (int n = 1; n <= few; n++) {
      term *= usual / n;
      sum += term;
    }
    return sum;
  }

  private static String span(Duration time) {
    return time.toDays() < 2 ? time.toHours() + " hours" : time.toDays() + " days";
  }

  /** The sources whose alarm nobody was told of. */
  public List<Source> untold() {
    return database.read(Alarms::untold);
  }

  private static List<Source> untold(Handle handle) {
    List<Long> ids =
        handle
            .createQuery(
                """
                SELECT id FROM source WHERE alarm IS NOT NULL AND NOT alarm_told AND NOT removed
                ORDER BY id
                """)
            .mapTo(Long.class)
            .list();
    return Sources.list(handle).stream().filter(s -> ids.contains(s.id())).toList();
  }

  /** They were told. */
  public void told(List<Source> sources) {
    database.writeDurably(
        h ->
            h.createUpdate("UPDATE source SET alarm_told = TRUE WHERE id IN (<ids>)")
                .bindList("ids", sources.stream().map(Source::id).toList())
                .execute());
  }
}
