package io.riskwire.search.lucene;

import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;

/**
 * Says a query so that it finds the same documents with no score: as conditions and alternatives of
 * which Lucene takes many documents at a time, where weighing would go from one to the next. An
 * article fits a subscription or it does not, so standing queries are said like that, too.
 */
final class Unscored {
  private Unscored() {}

  static Query of(Query query) {
    return switch (query) {
      case BoostQuery boosted -> of(boosted.getQuery());
      case ConstantScoreQuery constant -> of(constant.getQuery());
      case SynonymQuery synonyms -> any(synonyms);
      case DisjunctionMaxQuery best -> any(best);
      case BooleanQuery clauses -> each(clauses);
      default -> query;
    };
  }

  private static Query any(SynonymQuery synonyms) {
    var any = new BooleanQuery.Builder();
    synonyms.getTerms().forEach(term -> any.add(new TermQuery(term), Occur.SHOULD));
    return any.build();
  }

  private static Query any(DisjunctionMaxQuery best) {
    var any = new BooleanQuery.Builder();
    for (Query each : best) any.add(of(each), Occur.SHOULD);
    return any.build();
  }

  private static Query each(BooleanQuery clauses) {
    var each = new BooleanQuery.Builder();
    each.setMinimumNumberShouldMatch(clauses.getMinimumNumberShouldMatch());
    for (BooleanClause clause : clauses)
      each.add(of(clause.query()), clause.occur() == Occur.MUST ? Occur.FILTER : clause.occur());
    return each.build();
  }
}
