package io.riskwire.search;

import io.riskwire.base.Span;
import io.riskwire.vendor.Vendors;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Suggests how a query may have been meant of which little is found. */
@ApplicationScoped
public class Spelling {
  /** From here on nobody needs a suggestion. */
  private static final int ENOUGH = 3;

  /** Each is looked up among all words there are; whoever writes more does not slip. */
  private static final int MOST_WORDS = 10;

  private final Search search;
  private final Vendors vendors;

  public Spelling(Search search, Vendors vendors) {
    this.search = search;
    this.vendors = vendors;
  }

  /**
   * The same query with other words, of which more is found; {@code total}: how much is found of
   * the one that was asked, each for itself.
   */
  public Optional<String> better(Doc.Kind kind, String q, long total) {
    if (total >= ENOUGH || q.isBlank()) return Optional.empty();
    String meant = respelled(q);
    if (meant.equals(q)) return Optional.empty();
    int found = search.ids(kind, QueryParser.parse(meant, vendors), ENOUGH).size();
    return found > total ? Optional.of(meant) : Optional.empty();
  }

  private String respelled(String q) {
    List<Span> words = QueryParser.words(q);
    if (words.size() > MOST_WORDS) return q;
    var meant = new StringBuilder();
    int at = 0;
    for (Span word : words) {
      meant.append(q, at, word.start());
      meant.append(search.respelled(word.of(q)).orElse(word.of(q)));
      at = word.end();
    }
    return meant.append(q.substring(at)).toString();
  }
}
