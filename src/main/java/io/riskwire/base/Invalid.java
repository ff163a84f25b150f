package io.riskwire.base;

import org.jspecify.annotations.Nullable;

/**
 * The caller's mistake: which field of the request is wrong, and why; answered with 400, or with
 * 409 where something that is there already stands against it ({@code isTaken}).
 */
public final class Invalid extends RuntimeException {
  private final String field;
  private final @Nullable Integer position;
  private final @Nullable String hint;
  private final boolean isTaken;

  public Invalid(String field, String reason) {
    this(field, reason, null, null, false);
  }

  /** {@code position}: where in the field, in UTF-16 code units; {@code hint}: what to write. */
  public Invalid(String field, String reason, @Nullable Integer position, @Nullable String hint) {
    this(field, reason, position, hint, false);
  }

  /** What was given is in use already. */
  public static Invalid taken(String field, String reason) {
    return new Invalid(field, reason, null, null, true);
  }

  private Invalid(
      String field,
      String reason,
      @Nullable Integer position,
      @Nullable String hint,
      boolean isTaken) {
    super(reason);
    this.field = field;
    this.position = position;
    this.hint = hint;
    this.isTaken = isTaken;
  }

  public boolean isTaken() {
    return isTaken;
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
