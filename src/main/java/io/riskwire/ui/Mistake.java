package io.riskwire.ui;

import io.riskwire.base.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with an input, beside the field it was in. Where its position is known, {@code
 * before}, {@code at} and {@code after} show the input around it.
 */
record Mistake(String field, String reason, @Nullable String hint, @Nullable Place place) {

  /** The input, cut where the mistake is. */
  record Place(int number, String before, String at, String after) {
    static Place of(String input, int position) {
      int start = Math.clamp(position, 0, input.length());
      int end = start;
      while (end < input.length() && !Character.isWhitespace(input.charAt(end))) end++;
      return new Place(
          start + 1, input.substring(0, start), input.substring(start, end), input.substring(end));
    }
  }

  static Mistake of(Invalid invalid, String input) {
    Integer position = invalid.position();
    return new Mistake(
        invalid.field(),
        invalid.reason(),
        invalid.hint(),
        position == null ? null : Place.of(input, position));
  }

  /** What the form calls the field. */
  public String label() {
    return switch (field) {
      case "q" -> "Words";
      case "channel.to" -> "Address";
      case "channel.kind" -> "By";
      case "quiet.from", "quiet.to" -> "Nothing from, until";
      case "zone" -> "Time zone";
      case "minSeverity" -> "Least severity";
      case "again" -> "Password";
      case "list" -> "File";
      case "email" -> "E-mail";
      default -> Label.of(field).words();
    };
  }

  public boolean in(String name) {
    return field.equals(name);
  }
}
