package io.riskwire.story;

import io.riskwire.base.Invalid;
import java.util.List;
import java.util.Locale;

/** What an analyst does with a story that was grouped wrongly. */
public sealed interface Correction {

  /** It is the same as another one; the older of the two takes in the newer. */
  record Merge(long into) implements Correction {}

  /** These of its articles tell a story of their own. */
  record Split(List<Long> articles) implements Correction {
    public Split {
      articles = named(articles);
    }
  }

  /** These of its articles tell another story. */
  record Move(List<Long> articles, long into) implements Correction {
    public Move {
      articles = named(articles);
    }
  }

  private static List<Long> named(List<Long> articles) {
    if (articles.isEmpty()) throw new Invalid("articles", "name at least one article");
    return articles.stream().distinct().toList();
  }

  /** As the world spells it: {@code merge}. */
  default String label() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
