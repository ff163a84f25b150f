package io.riskwire.net;

import org.jspecify.annotations.Nullable;

/** What to show a server so that it need not send the same again: its own words, unread. */
public record Validators(@Nullable String etag, @Nullable String lastModified) {
  public static final Validators NONE = new Validators(null, null);

  /** A 304 may leave out what has not changed (RFC 9110 15.4.5). */
  Validators or(Validators before) {
    return new Validators(
        etag != null ? etag : before.etag,
        lastModified != null ? lastModified : before.lastModified);
  }
}
