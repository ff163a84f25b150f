package io.riskwire.search;

import io.riskwire.base.Invalid;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A question that somebody keeps. {@code owner}: whose it is, by the id of the account; {@code
 * isShared}: everybody with an account sees it; {@code feed}: the key of the address under which
 * its answer is read without an account, null where there is no such address.
 */
public record SavedSearch(
    long id,
    long owner,
    String ownerName,
    Question question,
    boolean isShared,
    @Nullable String feed,
    Instant created) {

  /** What is searched. */
  public enum Kind {
    ARTICLES,
    INCIDENTS;

    public static Kind of(String label) {
      return Arrays.stream(values())
          .filter(k -> k.label().equals(label))
          .findFirst()
          .orElseThrow(() -> new Invalid("kind", "articles or incidents"));
    }

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is asked, in the words of the call that would ask it; {@code lang} and {@code sort} are of
   * articles alone, {@code status}, {@code minSeverity} and {@code due} of incidents.
   */
  public record Question(
      String name,
      Kind kind,
      String q,
      List<String> vendor,
      List<String> product,
      List<String> type,
      List<String> source,
      List<String> lang,
      List<String> status,
      @Nullable Integer minSeverity,
      boolean due,
      @Nullable String from,
      @Nullable String to,
      @Nullable String sort) {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_VALUES = 200;

    public Question {
      name = name.strip();
      if (name.isEmpty()) throw new Invalid("name", "missing");
      if (name.length() > LONGEST_NAME)
        throw new Invalid("name", "longer than " + LONGEST_NAME + " characters");
      vendor = checked("vendor", vendor);
      product = checked("product", product);
      type = checked("type", type);
      source = checked("source", source);
      lang = checked("lang", lang);
      status = checked("status", status);
    }

    private static List<String> checked(String field, List<String> values) {
      if (values.size() > MOST_VALUES)
        throw new Invalid(field, "more than " + MOST_VALUES + " values");
      return List.copyOf(values);
    }
  }
}
