package io.riskwire.search;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Holds queries and says which of them fit a document, in memory and by the same reading of words
 * as {@link Search}: a query matches where it would find. Relative dates are those of the moment of
 * the match.
 */
public interface Standing {
  /**
   * Takes queries in place of those with the same ids. Answers the ids of those that could not be
   * taken, with the reason; the others stand.
   */
  Map<Long, String> put(Map<Long, Query> queries);

  void remove(Collection<Long> ids);

  /** The ids of the queries that fit, in ascending order; one that fails is logged and left out. */
  List<Long> match(Doc doc);

  /** Whether this query, held or not, fits. */
  boolean fits(Doc doc, Query query);
}
