package io.riskwire.search.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.monitor.CandidateMatcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;

/**
 * Tries queries on the one document of an index in memory. A whole search, with its collector,
 * cache and tasks, takes twice as long.
 */
final class Fitting extends CandidateMatcher<QueryMatch> {
  private static final float UNSCORED = 1;

  private final List<LeafReaderContext> documents;

  Fitting(IndexSearcher searcher) {
    super(searcher);
    documents = searcher.getLeafContexts();
  }

  @Override
  public void matchQuery(String id, Query query, Map<String, String> metadata) throws IOException {
    var weight = plain(query).createWeight(searcher, ScoreMode.COMPLETE_NO_SCORES, UNSCORED);
    for (LeafReaderContext document : documents) {
      Scorer scorer = weight.scorer(document);
      if (scorer != null && scorer.iterator().nextDoc() != DocIdSetIterator.NO_MORE_DOCS)
        addMatch(new QueryMatch(id), document.docBase);
    }
  }

  private Query plain(Query query) throws IOException {
    Query before = query;
    Query after = before.rewrite(searcher);
    while (after != before) {
      before = after;
      after = before.rewrite(searcher);
    }
    return after;
  }

  @Override
  public QueryMatch resolve(QueryMatch one, QueryMatch other) {
    return one;
  }
}
