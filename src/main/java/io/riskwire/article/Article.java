package io.riskwire.article;

import io.riskwire.base.Lang;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article as it is kept. {@code isPast}: it was brought in among others of the past; {@code
 * vendors} and {@code products}: those it names, canonically.
 */
public record Article(
    long id,
    String url,
    String title,
    String text,
    @Nullable String author,
    Lang lang,
    Instant published,
    Instant fetched,
    @Nullable Long source,
    String outlet,
    long story,
    int version,
    boolean isWhole,
    boolean isSample,
    boolean isPast,
    List<String> vendors,
    List<String> products) {
  public Article {
    vendors = List.copyOf(vendors);
    products = List.copyOf(products);
  }

  /** A text that the article had before. */
  public record Version(int version, String title, String text, Instant replaced) {}
}
