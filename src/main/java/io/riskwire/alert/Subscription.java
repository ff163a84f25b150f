package io.riskwire.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.riskwire.base.Invalid;
import io.riskwire.event.EventType;
import io.riskwire.risk.IncidentFilter;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A standing question of somebody, and where to send the answers; who subscribed without an account
 * has none.
 */
public record Subscription(
    long id, @Nullable Long account, Wish wish, State state, Instant created) {

  /** Whether it is answered. */
  public enum State {
    PENDING,
    ACTIVE,
    PAUSED,
    SUPPRESSED;

    /** As the world spells it: {@code pending}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What about an incident may be worth a message. */
  public enum Change {
    NEW,
    STATUS,
    EFFECTIVE,
    SOURCES,
    CORRECTION;

    /** As the world spells it: {@code status}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Change of(String label) {
      return Arrays.stream(values())
          .filter(c -> c.label().equals(label))
          .findFirst()
          .orElseThrow(() -> new Invalid("changes", "no such change: " + label));
    }
  }

  /** When messages go out: at once, or as one digest a day or a week. */
  public enum Schedule {
    IMMEDIATE,
    DAILY,
    WEEKLY;

    private static final LocalTime MORNING = LocalTime.of(7, 0);

    /** As the world spells it: {@code daily}. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Schedule of(String label) {
      return Arrays.stream(values())
          .filter(s -> s.label().equals(label))
          .findFirst()
          .orElseThrow(
              () -> new Invalid("schedule", "one of immediate, daily, weekly, not " + label));
    }

    /** When the digest is made that has what comes now: at seven, weekly ones on Mondays. */
    Instant next(Instant now, ZoneId zone) {
      ZonedDateTime there = now.atZone(zone);
      ZonedDateTime due = there.with(MORNING);
      if (this == WEEKLY) due = due.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
      if (!due.isAfter(there)) due = due.plusDays(this == WEEKLY ? 7 : 1);
      return due.toInstant();
    }
  }

  /** Between which hours nothing is sent, in the subscription's zone; it may run over midnight. */
  public record Quiet(LocalTime from, LocalTime to) {
    private boolean contains(LocalTime time) {
      return from.isBefore(to)
          ? !time.isBefore(from) && time.isBefore(to)
          : !time.isBefore(from) || time.isBefore(to);
    }
  }

  /**
   * Whose vendors it is about: those of a watchlist, or of its entries with this owner, who is told
   * while the watchlist tells owners.
   */
  public record Watched(long watchlist, @Nullable String owner) {}

  /**
   * What the subscriber asks for, and how it is to be told. {@code evenEmpty}: a digest comes also
   * when there is nothing to tell.
   */
  public record Wish(
      String name,
      String q,
      List<String> vendor,
      List<String> type,
      @Nullable Integer minSeverity,
      List<String> changes,
      Channel channel,
      Schedule schedule,
      String zone,
      @Nullable Quiet quiet,
      boolean evenEmpty,
      @Nullable Watched watched) {
    private static final List<String> BY_DEFAULT =
        List.of("new", "status", "effective", "correction");

    public Wish {
      if (name.isBlank() || name.length() > 200) throw new Invalid("name", "1 to 200 characters");
      vendor = List.copyOf(vendor);
      type = List.copyOf(type);
      type.forEach(EventType::of);
      if (q.isBlank() && vendor.isEmpty() && type.isEmpty() && watched == null)
        throw new Invalid("q", "say with q, vendor, type or watchlist what it is about");
      IncidentFilter.least(minSeverity);
      changes = changes.isEmpty() ? BY_DEFAULT : List.copyOf(changes);
      changes.forEach(Change::of);
      try {
        ZoneId.of(zone);
      } catch (DateTimeException unknown) {
        throw new Invalid("zone", "no such time zone: " + zone);
      }
    }

    /** Every change that it asks for. */
    Set<Change> wanted() {
      Set<Change> wanted = EnumSet.noneOf(Change.class);
      changes.forEach(c -> wanted.add(Change.of(c)));
      return wanted;
    }

    /**
     * Whether it asks for words alone, so that articles without an incident answer it too. That a
     * vendor of a watchlist is named somewhere is no news.
     */
    boolean isForArticles() {
      return type.isEmpty() && minSeverity == null && (watched == null || !q.isBlank());
    }

    /** What it asks for, in words. */
    public String asked() {
      return Stream.of(
              Stream.of(q),
              vendor.stream(),
              type.stream(),
              watched == null ? Stream.<String>empty() : Stream.of(watchedWords(watched)),
              minSeverity == null
                  ? Stream.<String>empty()
                  : Stream.of("from severity " + minSeverity))
          .flatMap(Function.identity())
          .filter(w -> !w.isBlank())
          .collect(Collectors.joining(" · "));
    }

    /** When the next digest is made even without news; null where it is not asked for. */
    @Nullable Instant nextEmpty(Instant now) {
      return evenEmpty && schedule != Schedule.IMMEDIATE
          ? schedule.next(now, ZoneId.of(zone))
          : null;
    }

    private static String watchedWords(Watched watched) {
      return watched.owner() == null ? "vendors of a watchlist" : "vendors that you look after";
    }

    /** Now, or when the subscriber's quiet hours end. */
    Instant notBefore(Instant now) {
      Quiet hours = quiet;
      if (hours == null) return now;
      ZonedDateTime there = now.atZone(ZoneId.of(zone));
      if (!hours.contains(there.toLocalTime())) return now;
      ZonedDateTime end = there.with(hours.to());
      return (end.isAfter(there) ? end : end.plusDays(1)).toInstant();
    }
  }
}
