package io.riskwire.article;

import java.util.regex.Pattern;

/** Text without what no database takes: NUL, and half a character, which broken documents have. */
public final class Storable {
  private static final Pattern HALF = Pattern.compile("\\p{Cs}");

  private Storable() {}

  public static String of(String text) {
    if (isPlain(text)) return text;
    return HALF.matcher(text).replaceAll("\ufffd").replace('\0', ' ');
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) return false;
    }
    return true;
  }
}
