package io.riskwire.account;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whoever calls with a token (RFC 6750): its holder, by that token. */
public record Bearer(User user, Token token) {
  /** The attribute of a caller's identity that names their token; without it there is none. */
  public static final String TOKEN = "token";

  private static final String SCHEME = "bearer ";

  /** The secret in an {@code Authorization} header; null where it is none of a token. */
  public static @Nullable String secret(@Nullable String header) {
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) return null;
    return header.substring(SCHEME.length()).strip();
  }
}
