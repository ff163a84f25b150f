package io.riskwire.source;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When a source is asked next: as often as it publishes, and no sooner than it wishes. */
final class Schedule {
  private static final Duration LONGEST_GAP = Duration.ofDays(1);
  private static final Duration SHORTEST_GAP = Duration.ofMinutes(5);

  /** A weekend may be skipped; a feed that skips the whole week is asked nevertheless. */
  private static final int MOST_HOURS_SKIPPED = 72;

  private Schedule() {}

  /** News: two thirds of the gap; none: a quarter more; within a sixth and eight times the wish. */
  static Duration nextGap(Duration gap, Duration wish, boolean hasNews) {
    Duration next = hasNews ? gap.multipliedBy(2).dividedBy(3) : gap.multipliedBy(5).dividedBy(4);
    Duration least = max(min(SHORTEST_GAP, wish), wish.dividedBy(6));
    Duration most = min(LONGEST_GAP, wish.multipliedBy(8));
    return max(least, min(next, max(most, wish)));
  }

  /** After a good poll; {@code maxAge} is how long the server says that the answer stays good. */
  static Instant next(Instant now, Duration gap, Wishes wishes, @Nullable Duration maxAge) {
    Duration asked = max(orNone(wishes.noSoonerThan()), orNone(maxAge));
    Instant next = now.plus(max(gap, min(asked, LONGEST_GAP)));
    ZonedDateTime at = next.atZone(ZoneOffset.UTC);
    for (int hours = 0; hours < MOST_HOURS_SKIPPED; hours++) {
      if (!isSkipped(at, wishes)) return at.toInstant();
      at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
    }
    return next;
  }

  /** After a failure: the wait doubles with each, up to a day, and never ends for good. */
  static Instant afterFailure(Instant now, Duration wish, int failures) {
    Duration wait = wish;
    for (int i = 1; i < failures && wait.compareTo(LONGEST_GAP) < 0; i++)
      wait = wait.multipliedBy(2);
    return now.plus(min(wait, LONGEST_GAP));
  }

  private static boolean isSkipped(ZonedDateTime at, Wishes wishes) {
    return wishes.skipHours().contains(at.getHour())
        || wishes.skipDays().contains(at.getDayOfWeek());
  }

  private static Duration orNone(@Nullable Duration wait) {
    return wait == null ? Duration.ZERO : wait;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
