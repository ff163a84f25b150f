package io.riskwire.search.lucene;

import io.riskwire.search.Query.Published;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.jspecify.annotations.Nullable;

/** A range of times that is worked out when it is asked: a standing query is asked for years. */
final class PublishedQuery extends Query {
  private final Published range;
  private final InstantSource clock;

  PublishedQuery(Published range, InstantSource clock) {
    this.range = range;
    this.clock = clock;
  }

  @Override
  public Query rewrite(IndexSearcher searcher) {
    Instant now = clock.instant();
    long from = range.from() == null ? Long.MIN_VALUE : range.from().asOf(now).toEpochMilli();
    long to = range.to() == null ? Long.MAX_VALUE : range.to().asOf(now).toEpochMilli() - 1;
    if (from > to) return new MatchNoDocsQuery("ends before it begins");
    return LongField.newRangeQuery(Fields.PUBLISHED, from, to);
  }

  @Override
  public void visit(QueryVisitor visitor) {
    if (visitor.acceptField(Fields.PUBLISHED)) visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return range.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PublishedQuery that && range.equals(that.range);
  }

  @Override
  public int hashCode() {
    return Objects.hash(classHash(), range);
  }
}
