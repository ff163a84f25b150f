package io.riskwire.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer. {@code total}: how many rows there are in all, exactly, unless {@code
 * partial} says that a costly query was cut short; where stories are collapsed, the number of
 * stories. Facets count hits, collapsed or not, the most frequent value first, days from the
 * newest.
 */
public record Hits(
    long total,
    List<Hit> items,
    Map<Ask.Facet, List<Count>> facets,
    @Nullable String next,
    boolean partial) {

  /**
   * A row. {@code score}: 0 where the order is not by relevance. {@code snippet} is HTML: escaped,
   * with {@code <mark>} around what was found. {@code more}: how many other hits the same story
   * has, where stories are collapsed.
   */
  public record Hit(long id, double score, String snippet, int more) {}

  /** How many hits have a value. */
  public record Count(String value, long count) {}

  /** How many hits the rows of this page stand for, those of collapsed stories included. */
  public long onPage() {
    return items.stream().mapToLong(hit -> 1 + hit.more()).sum();
  }

  public Hits {
    items = List.copyOf(items);
    facets = Map.copyOf(facets);
  }
}
