package io.riskwire.base;

import org.jspecify.annotations.Nullable;

/** The caller's mistake: which field of the request is wrong, and why; answered with 400. */
public final class Invalid extends RuntimeException {
  private final String field;
  private final @Nullable Integer position;
  private final @Nullable String hint;

  public Invalid(String field, String reason) {
    this(field, reason, null, null);
  }

  /** {@code position}: where in the field, in UTF-16 code units; {@code hint}: what to write. */
  public Invalid(String field, String reason, @Nullable Integer position, @Nullable String hint) {
    super(reason);
    this.field = field;
    this.position = position;
    this.hint = hint;
  }

  public String field() {
    return field;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }

  public @Nullable Integer position() {
    return position;
  }

  public @Nullable String hint() {
    return hint;
  }
}
