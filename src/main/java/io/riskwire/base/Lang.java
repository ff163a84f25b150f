package io.riskwire.base;

import java.util.Locale;

/** A language as BCP 47 writes it, reduced to its primary subtag: {@code en}, {@code zh}. */
public record Lang(String code) {
  public static final Lang ENGLISH = new Lang("en");

  /** The language is not known ({@code und}, RFC 5646). */
  public static final Lang UNKNOWN = new Lang("und");

  public Lang {
    if (!code.matches("[a-z]{2,8}")) throw new Invalid("lang", "not a language tag: " + code);
  }

  /** Reads a tag such as {@code en-GB} or {@code zh_Hant}; what is no tag is unknown. */
  public static Lang of(String tag) {
    String primary = tag.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    return primary.matches("[a-z]{2,8}") ? new Lang(primary) : UNKNOWN;
  }

  public boolean isKnown() {
    return !equals(UNKNOWN);
  }
}
