package io.riskwire.search;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One question: which documents, in which order, how many at once, from where on. {@code cursor}:
 * {@link Hits#next} of the page before, of the same question. {@code collapse}: of each story only
 * the best hit.
 */
public record Ask(
    Doc.Kind kind,
    Query query,
    Sort sort,
    int size,
    @Nullable String cursor,
    Set<Facet> facets,
    boolean collapse) {

  /** Best first, or newest first. */
  public enum Sort {
    RELEVANCE,
    NEWEST
  }

  /** By what hits are counted. */
  public enum Facet {
    TYPE,
    VENDOR,
    PRODUCT,
    SOURCE,
    LANG,
    STATUS,
    DAY
  }

  public Ask {
    if (size < 1) throw new IllegalArgumentException("a page of " + size);
    facets = Set.copyOf(facets);
  }

  /** The first page, without facets, each hit for itself. */
  public static Ask of(Doc.Kind kind, Query query, Sort sort, int size) {
    return new Ask(kind, query, sort, size, null, Set.of(), false);
  }

  public Ask from(@Nullable String cursor) {
    return new Ask(kind, query, sort, size, cursor, facets, collapse);
  }

  public Ask counting(Set<Facet> facets) {
    return new Ask(kind, query, sort, size, cursor, facets, collapse);
  }

  public Ask collapsed(boolean collapse) {
    return new Ask(kind, query, sort, size, cursor, facets, collapse);
  }
}
