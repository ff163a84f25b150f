package io.riskwire.article;

import io.riskwire.base.Invalid;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/** Where a source keeps title, text and date, as CSS selectors; null: to be found automatically. */
public record Selectors(@Nullable String title, @Nullable String text, @Nullable String published) {
  public static final Selectors NONE = new Selectors(null, null, null);

  /** Throws {@link Invalid} naming the first selector that cannot be read. */
  public Selectors valid() {
    check("article.title", title);
    check("article.text", text);
    check("article.published", published);
    return this;
  }

  private static void check(String field, @Nullable String selector) {
    if (selector == null) return;
    if (selector.isBlank()) throw new Invalid(field, "an empty selector");
    try {
      QueryParser.parse(selector);
    } catch (Selector.SelectorParseException | IllegalArgumentException unreadable) {
      throw new Invalid(field, "not a CSS selector: " + selector);
    }
  }
}
