package io.riskwire.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  /** A Friday. */
  private static final Instant NOW = Instant.parse("2026-07-03T20:30:00Z");

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  @Test
  void theLongestOfGapWishAndAgeDecides() {
    Wishes hourly = new Wishes(Duration.ofHours(1), Set.of(), Set.of());
    assertThat(next(Wishes.NONE, null)).isEqualTo("2026-07-03T21:00:00Z");
    assertThat(next(hourly, null)).isEqualTo("2026-07-03T21:30:00Z");
    assertThat(next(hourly, Duration.ofHours(2))).isEqualTo("2026-07-03T22:30:00Z");
    assertThat(next(Wishes.NONE, Duration.ofMinutes(1))).isEqualTo("2026-07-03T21:00:00Z");
  }

  @Test
  void nobodyIsWaitedForLongerThanADayOnTheirWord() {
    assertThat(next(new Wishes(Duration.ofDays(30), Set.of(), Set.of()), Duration.ofDays(365)))
        .isEqualTo("2026-07-04T20:30:00Z");
  }

  @Test
  void hoursAndDaysToSkipAreSkipped() {
    assertThat(next(new Wishes(null, Set.of(21, 22, 23, 0, 1), Set.of()), null))
        .isEqualTo("2026-07-04T02:00:00Z");
    Wishes weekdays =
        new Wishes(null, Set.of(21, 22, 23), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
    assertThat(next(weekdays, null)).isEqualTo("2026-07-06T00:00:00Z");
  }

  @Test
  void aFeedThatSkipsAllHoursIsAskedNevertheless() {
    Set<Integer> all = IntStream.range(0, 24).boxed().collect(Collectors.toSet());
    assertThat(next(new Wishes(null, all, Set.of()), null)).isEqualTo("2026-07-03T21:00:00Z");
  }

  private static Instant next(Wishes wishes, Duration maxAge) {
    return Schedule.next(NOW, HALF_AN_HOUR, wishes, maxAge);
  }
}
