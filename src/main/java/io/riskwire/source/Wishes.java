package io.riskwire.source;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a feed asks to be read: at most once in {@code noSoonerThan}, and not in the hours (0–23)
 * and days to skip, which are those of UTC.
 */
public record Wishes(
    @Nullable Duration noSoonerThan, Set<Integer> skipHours, Set<DayOfWeek> skipDays) {
  public static final Wishes NONE = new Wishes(null, Set.of(), Set.of());

  public Wishes {
    skipHours = Set.copyOf(skipHours);
    skipDays = Set.copyOf(skipDays);
  }
}
