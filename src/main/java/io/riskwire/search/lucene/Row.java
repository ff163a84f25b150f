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

  /** {@code kept}: token of the index as this list sees it. */
  String cursor(Sort sort, long kept) {
    return Cursor.of(sort, kept, Float.floatToIntBits(score), published, id).encode();
  }

  /** The last row of the page before, and the token of the index that it was found in. */
  record From(Row row, long kept) {
    static From read(String text, Sort sort) {
      Cursor cursor = Cursor.decode(text, 5);
      if (!cursor.keys().getFirst().equals(sort.name()))
        throw new Invalid("cursor", "of a list in another order");
      float score = Float.intBitsToFloat((int) cursor.number(2));
      return new From(new Row(score, cursor.number(3), cursor.number(4)), cursor.number(1));
    }
  }
}
