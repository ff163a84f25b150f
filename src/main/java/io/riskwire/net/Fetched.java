package io.riskwire.net;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of a request: one of four outcomes, all of them ordinary. */
public sealed interface Fetched {

  /**
   * The answer was read to its end. {@code address}: where it was read, after redirects; {@code
   * movedTo}: the same when every redirect on the way was permanent (301, 308), so that next time
   * one may ask there at once; {@code bytes}: unpacked; {@code maxAge}: how long the server says it
   * stays as it is.
   */
  @SuppressWarnings("ArrayRecordComponent") // read once; nobody compares answers
  record Body(
      URI address,
      @Nullable URI movedTo,
      int status,
      byte[] bytes,
      @Nullable String contentType,
      Validators validators,
      @Nullable Duration maxAge)
      implements Fetched {}

  /** Nothing has changed since the validators that were sent; keep these for the next time. */
  record NotModified(Validators validators, @Nullable Duration maxAge) implements Fetched {}

  /**
   * The host is to be left alone until then: it asked for that (429 or 503 with Retry-After, a day
   * at most), now or a while ago; or, where {@code status} is null, so many wait for it already
   * that there was no turn in time.
   */
  record ComeBack(@Nullable Integer status, Instant after) implements Fetched {}

  /** There is no answer to read; {@code reason} is one sentence that a user can be shown. */
  record Failed(@Nullable Integer status, Kind kind, String reason) implements Fetched {}

  /** What went wrong. */
  enum Kind {
    /** Not http or https, or leads into a private or reserved network. */
    REFUSED_ADDRESS,
    /** The site's robots.txt says no, or could not be read. */
    ROBOTS,
    DNS,
    CONNECT,
    TLS,
    TIMEOUT,
    TOO_LARGE,
    TOO_MANY_REDIRECTS,
    /** The server answered with a status that is no success. */
    HTTP,
    /** The server's answer breaks the rules of HTTP or of its compression. */
    PROTOCOL,
    /** The service is stopping. */
    INTERRUPTED
  }
}
