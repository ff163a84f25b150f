package io.riskwire.search.lucene;

import io.riskwire.base.Cursor;
import io.riskwire.base.Invalid;
import io.riskwire.search.Ask.Sort;
import java.util.Comparator;

/** What decides where a hit stands in the list; the id makes it unique. */
record Row(float score, long published, long id) {
  private static final Comparator<Row> NEWEST =
      Comparator.comparingLong(Row::published).thenComparingLong(Row::id).reversed();
  private static final Comparator<Row> RELEVANCE =
      Comparator.comparingDouble(Row::score).reversed().thenComparing(NEWEST);

  /** Best first. */
  static Comparator<Row> order(Sort sort) {
    return sort == Sort.NEWEST ? NEWEST : RELEVANCE;
  }

  /** {@code kept}: token of the index as this list sees it; {@code now}: as of when it is fresh. */
  String cursor(Sort sort, long kept, long now) {
    return Cursor.of(sort, kept, now, Float.floatToIntBits(score), published, id).encode();
  }

  /**
   * The last row of the page before, the token of the index that it was found in, and when the
   * first page was asked for.
   */
  record From(Row row, long kept, long now) {
    static From read(String text, Sort sort) {
      Cursor cursor = Cursor.decode(text, 6);
      if (!cursor.keys().getFirst().equals(sort.name()))
        throw new Invalid("cursor", "of a list in another order");
      float score = Float.intBitsToFloat((int) cursor.number(3));
      Row row = new Row(score, cursor.number(4), cursor.number(5));
      return new From(row, cursor.number(1), cursor.number(2));
    }
  }
}
