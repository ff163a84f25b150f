package io.riskwire.search.opensearch;

import io.riskwire.base.Cursor;
import io.riskwire.base.Invalid;
import io.riskwire.search.Ask.Sort;

/**
 * Where a page ends: the last row by what is sorted by, how many rows came until then, and the
 * token of the view that the list is of.
 */
record Place(float score, long published, long id, int rows, long view) {
  String cursor(Sort sort) {
    return Cursor.of(sort, view, Float.floatToIntBits(score), published, id, rows).encode();
  }

  static Place read(String text, Sort sort) {
    Cursor cursor = Cursor.decode(text, 6);
    if (!cursor.keys().getFirst().equals(sort.name()))
      throw new Invalid("cursor", "of a list in another order");
    float score = Float.intBitsToFloat((int) cursor.number(2));
    long rows = cursor.number(5);
    if (rows < 0 || rows > Finding.WINDOW || Float.isNaN(score))
      throw new Invalid("cursor", "not a cursor of this list");
    return new Place(score, cursor.number(3), cursor.number(4), (int) rows, cursor.number(1));
  }
}
