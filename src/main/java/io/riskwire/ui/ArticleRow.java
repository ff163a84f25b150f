package io.riskwire.ui;

import io.riskwire.article.Article;
import io.riskwire.event.EventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An article as one entry of a list; {@code snippet} is HTML that the search engine escaped. */
record ArticleRow(
    long id,
    String title,
    String outlet,
    @Nullable String lang,
    When published,
    List<Label> types,
    List<String> vendors,
    String snippet,
    int more) {
  private static final int MOST_NAMES = 4;

  static ArticleRow of(
      Article article, List<EventType> types, String snippet, int more, Instant now) {
    return new ArticleRow(
        article.id(),
        article.title(),
        article.outlet(),
        article.lang().isKnown() ? article.lang().code() : null,
        When.of(article.published(), now),
        types.stream().map(Label::of).toList(),
        article.vendors().stream().limit(MOST_NAMES).toList(),
        snippet,
        more);
  }
}
