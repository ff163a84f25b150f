package io.riskwire.search.lucene;

import io.riskwire.search.Ask.Sort;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of each story the hit that stands first, and counts the others. There may be as many
 * stories as hits, hundreds of thousands: they stand in arrays, at the place that their id is
 * hashed to or the next free one.
 */
final class StoryBest implements Collector {
  private static final int AT_FIRST = 1_024;

  private final Sort sort;
  private final Comparator<Row> order;
  private int size;
  private long[] stories = new long[AT_FIRST];

  /** Null where the place is free. */
  private @Nullable Row[] rows = new Row[AT_FIRST];

  private int[] docs = new int[AT_FIRST];
  private int[] others = new int[AT_FIRST];

  StoryBest(Sort sort) {
    this.sort = sort;
    order = Row.order(sort);
  }

  /** The best hit of a story, its number in the index, how many others there are. */
  record Best(Row row, int doc, int more) {}

  int size() {
    return size;
  }

  /** The first stories after {@code last}. */
  List<Best> after(@Nullable Row last, int most) {
    PriorityQueue<Best> first =
        new PriorityQueue<>(Comparator.comparing(Best::row, order).reversed());
    for (int place = 0; place < stories.length; place++) {
      Row row = rows[place];
      if (row == null) continue;
      if (last != null && order.compare(last, row) >= 0) continue;
      Best worst = first.peek();
      boolean isFull = worst != null && first.size() == most;
      if (isFull && order.compare(row, worst.row()) > 0) continue;
      first.add(new Best(row, docs[place], others[place]));
      if (first.size() > most) first.remove();
    }
    return first.stream().sorted(Comparator.comparing(Best::row, order)).toList();
  }

  @Override
  public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
    // the reader that can be stopped looks at the clock for every value
    LeafReader segment = FilterLeafReader.unwrap(context.reader());
    NumericDocValues story = DocValues.getNumeric(segment, Fields.STORY);
    NumericDocValues id = DocValues.getNumeric(segment, Fields.ID);
    SortedNumericDocValues published = DocValues.getSortedNumeric(segment, Fields.PUBLISHED);
    return new LeafCollector() {
      private @Nullable Scorable scorer;

      @Override
      public void setScorer(Scorable scorer) {
        this.scorer = scorer;
      }

      @Override
      public void collect(int doc) throws IOException {
        story.advanceExact(doc);
        int place = place(story.longValue());
        Row best = rows[place];
        float score = sort == Sort.NEWEST || scorer == null ? 0 : scorer.score();
        if (best != null) others[place]++;
        if (best != null && score < best.score()) return;
        id.advanceExact(doc);
        published.advanceExact(doc);
        Row row = new Row(score, published.nextValue(), id.longValue());
        if (best != null && order.compare(row, best) > 0) return;
        stories[place] = story.longValue();
        rows[place] = row;
        docs[place] = context.docBase + doc;
        if (best == null && ++size > stories.length / 2) grow();
      }
    };
  }

  /** Where a story stands, or would stand. */
  private int place(long story) {
    int mask = stories.length - 1;
    int place = Long.hashCode(story * 0x9E3779B97F4A7C15L) & mask;
    while (rows[place] != null && stories[place] != story) place = (place + 1) & mask;
    return place;
  }

  private void grow() {
    long[] stories = this.stories;
    @Nullable Row[] rows = this.rows;
    int[] docs = this.docs;
    int[] others = this.others;
    this.stories = new long[stories.length * 2];
    this.rows = new Row[stories.length * 2];
    this.docs = new int[stories.length * 2];
    this.others = new int[stories.length * 2];
    for (int old = 0; old < stories.length; old++) {
      if (rows[old] == null) continue;
      int place = place(stories[old]);
      this.stories[place] = stories[old];
      this.rows[place] = rows[old];
      this.docs[place] = docs[old];
      this.others[place] = others[old];
    }
  }

  @Override
  public ScoreMode scoreMode() {
    return sort == Sort.NEWEST ? ScoreMode.COMPLETE_NO_SCORES : ScoreMode.COMPLETE;
  }
}
