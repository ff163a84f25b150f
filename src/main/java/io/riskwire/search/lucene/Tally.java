package io.riskwire.search.lucene;

import io.riskwire.search.Ask.Facet;
import io.riskwire.search.Hits.Count;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/**
 * Counts hits by what they are filed under, a segment at a time: its values are numbered, so that
 * counting is adding up in an array, and nothing has to be kept up to date between two segments.
 */
final class Tally implements Collector {
  private static final int MOST_VALUES = 100;
  private static final long DAY = 24 * 3600 * 1000L;

  private final Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);

  Tally(Set<Facet> facets) {
    for (Facet facet : facets) counts.put(facet, new HashMap<>());
  }

  Map<Facet, List<Count>> counts() {
    Map<Facet, List<Count>> sorted = new EnumMap<>(Facet.class);
    counts.forEach((facet, values) -> sorted.put(facet, sorted(facet, values)));
    return sorted;
  }

  private static List<Count> sorted(Facet facet, Map<String, Long> values) {
    Comparator<Count> newest = Comparator.comparing(Count::value).reversed();
    Comparator<Count> most =
        Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value);
    return values.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .sorted(facet == Facet.DAY ? newest : most)
        .limit(MOST_VALUES)
        .toList();
  }

  @Override
  public LeafCollector getLeafCollector(LeafReaderContext segment) throws IOException {
    List<LeafCollector> counters = new ArrayList<>();
    for (Facet facet : counts.keySet())
      counters.add(facet == Facet.DAY ? new Days(segment) : new Names(facet, segment));
    return new LeafCollector() {
      @Override
      public void setScorer(Scorable scorer) {}

      @Override
      public void collect(int doc) throws IOException {
        for (LeafCollector counter : counters) counter.collect(doc);
      }

      @Override
      public void finish() throws IOException {
        for (LeafCollector counter : counters) counter.finish();
      }
    };
  }

  private void add(Facet facet, String value, long count) {
    counts.computeIfAbsent(facet, any -> new HashMap<>()).merge(value, count, Long::sum);
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }

  private final class Names implements LeafCollector {
    private final Facet facet;
    private final SortedSetDocValues values;
    private final int[] seen;

    Names(Facet facet, LeafReaderContext segment) throws IOException {
      String field = Fields.written(facet.name().toLowerCase(Locale.ROOT));
      this.facet = facet;
      values = DocValues.getSortedSet(segment.reader(), field);
      seen = new int[Math.toIntExact(values.getValueCount())];
    }

    @Override
    public void setScorer(Scorable scorer) {}

    @Override
    public void collect(int doc) throws IOException {
      if (!values.advanceExact(doc)) return;
      for (int i = 0; i < values.docValueCount(); i++) seen[(int) values.nextOrd()]++;
    }

    @Override
    public void finish() throws IOException {
      for (int value = 0; value < seen.length; value++)
        if (seen[value] > 0) add(facet, values.lookupOrd(value).utf8ToString(), seen[value]);
    }
  }

  private final class Days implements LeafCollector {
    private final SortedNumericDocValues published;
    private final Map<Long, Long> seen = new HashMap<>();

    Days(LeafReaderContext segment) throws IOException {
      published = DocValues.getSortedNumeric(segment.reader(), Fields.PUBLISHED);
    }

    @Override
    public void setScorer(Scorable scorer) {}

    @Override
    public void collect(int doc) throws IOException {
      if (!published.advanceExact(doc)) return;
      seen.merge(Math.floorDiv(published.nextValue(), DAY), 1L, Long::sum);
    }

    @Override
    public void finish() {
      seen.forEach((day, count) -> add(Facet.DAY, LocalDate.ofEpochDay(day).toString(), count));
    }
  }
}
