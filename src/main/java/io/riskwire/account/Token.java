package io.riskwire.account;

import io.riskwire.base.Invalid;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** By what a program calls under somebody's account, without their password. */
public record Token(
    long id,
    String name,
    Scope scope,
    Instant created,
    @Nullable Instant expires,
    @Nullable Instant lastUsed) {

  /** What may be done with a token; never more than its holder may do. */
  public enum Scope {
    READ,
    FULL;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Scope of(String label) {
      for (Scope scope : values()) if (scope.label().equals(label)) return scope;
      throw new Invalid("scope", "read or full");
    }
  }

  /** A token as it was made: the only time that its secret is known. */
  public record Made(Token token, String secret) {}

  public boolean isExpired(Instant now) {
    return expires != null && !now.isBefore(expires);
  }
}
