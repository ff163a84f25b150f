package io.riskwire.article;

import io.riskwire.base.Invalid;
import io.riskwire.base.Lang;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article as it comes in. {@code identities}: every name by which it may come again, the
 * strongest first; {@code outlet}: who published it; {@code source}: the source that brought it, if
 * one did; {@code isWhole}: the text is the whole one, not a teaser; {@code isSample}: bundled with
 * the program; {@code isPast}: brought in among others of the past, and no news to anybody.
 */
public record NewArticle(
    List<String> identities,
    String url,
    String title,
    String text,
    @Nullable String author,
    Instant published,
    Lang lang,
    @Nullable Long source,
    String outlet,
    boolean isWhole,
    boolean isSample,
    boolean isPast) {
  private static final int LONGEST_TITLE = 1_000;
  private static final int LONGEST_TEXT = 500_000;
  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_NAME = 200;

  public NewArticle {
    identities = List.copyOf(identities);
    if (identities.isEmpty()) throw new IllegalArgumentException("an article without identity");
    if (url.length() > LONGEST_URL)
      throw new Invalid("url", "longer than " + LONGEST_URL + " characters");
    if (title.isBlank() && text.isBlank()) throw new Invalid("title", "neither title nor text");
    title = cut(clean(title).strip(), LONGEST_TITLE);
    text = cut(clean(text).strip(), LONGEST_TEXT);
    outlet = cut(clean(outlet).strip(), LONGEST_NAME);
    author = author == null || author.isBlank() ? null : cut(clean(author).strip(), LONGEST_NAME);
  }

  /** An article that comes in as it is published. */
  public NewArticle(
      List<String> identities,
      String url,
      String title,
      String text,
      @Nullable String author,
      Instant published,
      Lang lang,
      @Nullable Long source,
      String outlet,
      boolean isWhole,
      boolean isSample) {
    this(
        identities,
        url,
        title,
        text,
        author,
        published,
        lang,
        source,
        outlet,
        isWhole,
        isSample,
        false);
  }

  /** The same, brought in among others of the past. */
  public NewArticle ofThePast() {
    return new NewArticle(
        identities,
        url,
        title,
        text,
        author,
        published,
        lang,
        source,
        outlet,
        isWhole,
        isSample,
        true);
  }

  /** The same, in a language that has been found out. */
  public NewArticle in(Lang found) {
    return new NewArticle(
        identities,
        url,
        title,
        text,
        author,
        published,
        found,
        source,
        outlet,
        isWhole,
        isSample,
        isPast);
  }

  /** Neither database can keep a NUL, and half a surrogate pair cannot be written as UTF-8. */
  private static String clean(String text) {
    boolean isClean = true;
    for (int i = 0; i < text.length() && isClean; i++) {
      char c = text.charAt(i);
      isClean = c != 0 && !Character.isSurrogate(c);
    }
    if (isClean) return text;
    var kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != 0 && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) return text;
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }
}
