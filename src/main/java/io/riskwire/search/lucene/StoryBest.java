package io.riskwire.search.lucene;

import io.riskwire.search.Ask.Sort;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.jspecify.annotations.Nullable;

/** Keeps of each story the hit that stands first, and counts the others. */
final class StoryBest implements Collector {
  private final Sort sort;
  private final Comparator<Row> order;
  private final Map<Long, Best> stories = new HashMap<>();

  StoryBest(Sort sort) {
    this.sort = sort;
    order = Row.order(sort);
  }

  /** The best hit so far, its number in the index, how many others there are. */
  static final class Best {
    Row row;
    int doc;
    int more;

    Best(Row row, int doc) {
      this.row = row;
      this.doc = doc;
    }
  }

  int size() {
    return stories.size();
  }

  /** The first stories after {@code last}. */
  List<Best> after(@Nullable Row last, int size) {
    Comparator<Best> firstFirst = (one, other) -> order.compare(one.row, other.row);
    PriorityQueue<Best> first = new PriorityQueue<>(firstFirst.reversed());
    for (Best best : stories.values()) {
      if (last != null && order.compare(last, best.row) >= 0) continue;
      first.add(best);
      if (first.size() > size) first.remove();
    }
    return first.stream().sorted(firstFirst).toList();
  }

  @Override
  public LeafCollector getLeafCollector(LeafReaderContext segment) throws IOException {
    NumericDocValues story = DocValues.getNumeric(segment.reader(), Fields.STORY);
    NumericDocValues id = DocValues.getNumeric(segment.reader(), Fields.ID);
    SortedNumericDocValues published =
        DocValues.getSortedNumeric(segment.reader(), Fields.PUBLISHED);
    return new LeafCollector() {
      private @Nullable Scorable scorer;

      @Override
      public void setScorer(Scorable scorer) {
        this.scorer = scorer;
      }

      @Override
      public void collect(int doc) throws IOException {
        story.advanceExact(doc);
        id.advanceExact(doc);
        published.advanceExact(doc);
        float score = sort == Sort.NEWEST || scorer == null ? 0 : scorer.score();
        Row row = new Row(score, published.nextValue(), id.longValue());
        add(story.longValue(), row, segment.docBase + doc);
      }
    };
  }

  private void add(long story, Row row, int doc) {
    Best best = stories.get(story);
    if (best == null) {
      stories.put(story, new Best(row, doc));
      return;
    }
    best.more++;
    if (order.compare(row, best.row) < 0) {
      best.row = row;
      best.doc = doc;
    }
  }

  @Override
  public ScoreMode scoreMode() {
    return sort == Sort.NEWEST ? ScoreMode.COMPLETE_NO_SCORES : ScoreMode.COMPLETE;
  }
}
