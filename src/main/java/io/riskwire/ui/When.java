package io.riskwire.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A time as a page tells it, in UTC: {@code iso} for programs, {@code words} short beside the
 * present ({@code 3 h ago}, {@code 24 Nov}), {@code full} beyond doubt.
 */
record When(String iso, String words, String full) {
  private static final DateTimeFormatter FULL = format("d MMMM yyyy, HH:mm 'UTC'");
  private static final DateTimeFormatter THIS_YEAR = format("d MMM, HH:mm");
  private static final DateTimeFormatter DAY_THIS_YEAR = format("d MMM");
  private static final DateTimeFormatter DAY = format("d MMM yyyy");
  private static final DateTimeFormatter FULL_DAY = format("EEEE, d MMMM yyyy");

  static When of(Instant at, Instant now) {
    OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
    return new When(
        at.truncatedTo(ChronoUnit.SECONDS).toString(), words(time, now), FULL.format(time));
  }

  static @Nullable When orNull(@Nullable Instant at, Instant now) {
    return at == null ? null : of(at, now);
  }

  private static String words(OffsetDateTime time, Instant now) {
    Duration ago = Duration.between(time.toInstant(), now);
    boolean isPast = !ago.isNegative();
    Duration away = ago.abs();
    if (away.compareTo(Duration.ofMinutes(1)) < 0) return "now";
    if (away.compareTo(Duration.ofHours(24)) < 0) {
      long minutes = away.toMinutes();
      String span = minutes < 60 ? minutes + " min" : away.toHours() + " h";
      return isPast ? span + " ago" : "in " + span;
    }
    boolean isThisYear = time.getYear() == now.atOffset(ZoneOffset.UTC).getYear();
    return (isThisYear ? THIS_YEAR : DAY).format(time);
  }

  /** A day without a time. */
  static When day(LocalDate day, Instant now) {
    boolean isThisYear = day.getYear() == now.atOffset(ZoneOffset.UTC).getYear();
    return new When(
        day.toString(), (isThisYear ? DAY_THIS_YEAR : DAY).format(day), FULL_DAY.format(day));
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
