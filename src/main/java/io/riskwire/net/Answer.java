package io.riskwire.net;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** One response of a server, read to its end. */
@SuppressWarnings("ArrayRecordComponent") // lives within one request
record Answer(int status, Header[] headers, byte[] bytes, Duration took) {
  private static final Pattern MAX_AGE =
      Pattern.compile("(?i)(?:^|[\\s,])max-age\\s*=\\s*\"?(\\d{1,18})");
  private static final Pattern NOT_KEPT =
      Pattern.compile("(?i)(?:^|[\\s,])no-(?:cache|store)(?:[\\s,]|$)");

  /** A year in seconds; more is meant as "for ever". */
  private static final long LONGEST_AGE = 31_536_000;

  /** Nobody is waited for longer on their word. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  boolean isRedirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> header("Location") != null;
      default -> false;
    };
  }

  boolean isPermanentRedirect() {
    return isRedirect() && (status == 301 || status == 308);
  }

  @Nullable String header(String name) {
    return values(name).findFirst().orElse(null);
  }

  /** Where to look instead; many servers write UTF-8 where only ASCII may stand. */
  String location() {
    byte[] raw = String.valueOf(header("Location")).getBytes(StandardCharsets.ISO_8859_1);
    return new String(raw, StandardCharsets.UTF_8);
  }

  Validators validators() {
    return new Validators(header("ETag"), header("Last-Modified"));
  }

  /** RFC 9111 5.2.2 and 5.3; a page that must not be kept is stale at once. */
  @Nullable Duration maxAge(Instant now) {
    String control = values("Cache-Control").collect(Collectors.joining(","));
    if (NOT_KEPT.matcher(control).find()) return Duration.ZERO;
    Matcher maxAge = MAX_AGE.matcher(control);
    if (maxAge.find()) {
      return Duration.ofSeconds(Math.min(LONGEST_AGE, Long.parseLong(maxAge.group(1))));
    }
    String expires = header("Expires");
    if (expires == null) return null;
    Instant until = date(expires);
    // "an Expires of 0 is in the past" (RFC 9111 5.3), and so is anything else that is no date
    return until == null || until.isBefore(now) ? Duration.ZERO : Duration.between(now, until);
  }

  /** Retry-After as an instant, for the statuses that ask to wait (RFC 9110 10.2.3). */
  @Nullable Instant retryAfter(Instant now) {
    String text = header("Retry-After");
    if (text == null || (status != 429 && status != 503)) return null;
    Instant latest = now.plus(LONGEST_PAUSE);
    if (text.matches("\\d+")) {
      return text.length() > 6 ? latest : earlier(now.plusSeconds(Long.parseLong(text)), latest);
    }
    Instant date = date(text);
    if (date == null) return null;
    return date.isBefore(now) ? now : earlier(date, latest);
  }

  private Stream<String> values(String name) {
    return Stream.of(headers)
        .filter(header -> header.getName().equalsIgnoreCase(name))
        .map(header -> header.getValue() == null ? "" : header.getValue().strip());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static @Nullable Instant date(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException noDate) {
      return null;
    }
  }
}
