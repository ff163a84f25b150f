package io.riskwire.search.lucene;

import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;

/**
 * A query that finds the same without all that only tells how well: an article fits a subscription
 * or it does not.
 */
final class Unscored {
  private Unscored() {}

  static Query of(Query query) {
    return switch (query) {
      case BoostQuery boosted -> of(boosted.getQuery());
      case ConstantScoreQuery constant -> of(constant.getQuery());
      case DisjunctionMaxQuery best -> {
        var any = new BooleanQuery.Builder();
        for (Query part : best.getDisjuncts()) any.add(of(part), Occur.SHOULD);
        yield any.build();
      }
      case BooleanQuery parts -> {
        var all = new BooleanQuery.Builder();
        for (BooleanClause part : parts) all.add(of(part.query()), unscored(part.occur()));
        yield all.build();
      }
      default -> query;
    };
  }

  private static Occur unscored(Occur occur) {
    return occur == Occur.MUST ? Occur.FILTER : occur;
  }
}
