package io.riskwire.base;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Where a page begins: the sort keys of the row before it, the last of them unique, so that rows
 * that arrive meanwhile are neither skipped nor repeated.
 */
public record Cursor(List<String> keys) {
  private static final String BETWEEN = "\u001f";

  public Cursor {
    keys = List.copyOf(keys);
  }

  public static Cursor of(Object... keys) {
    return new Cursor(List.of(keys).stream().map(String::valueOf).toList());
  }

  /**
   * Reads what {@link #encode} wrote, of {@code count} keys; anything else is the caller's mistake.
   */
  public static Cursor decode(String text, int count) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      List<String> keys = List.of(plain.split(BETWEEN, -1));
      if (keys.size() == count) return new Cursor(keys);
    } catch (IllegalArgumentException notBase64) {
      // falls through to the one answer
    }
    throw new Invalid("cursor", "not a cursor of this list");
  }

  /** An opaque form that is safe in an address. */
  public String encode() {
    byte[] plain = String.join(BETWEEN, keys).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }

  /** The key as a number; a cursor that was tampered with is the caller's mistake. */
  public long number(int index) {
    try {
      return Long.parseLong(keys.get(index));
    } catch (NumberFormatException tampered) {
      throw new Invalid("cursor", "not a cursor of this list");
    }
  }
}
