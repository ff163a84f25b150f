package io.riskwire.search.lucene;

import io.riskwire.search.Ask.Facet;
import io.riskwire.search.Hits.Count;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.jspecify.annotations.Nullable;

/**
 * Counts hits by what they are filed under. Hits wait until there are many, which are then counted
 * facet by facet: a short loop over one field is several times as fast as one over all of them.
 */
final class Tally implements Collector {
  private static final int MOST_VALUES = 100;
  private static final int WAITING = 2_048;
  private static final long DAY = 24 * 3600 * 1000L;

  private static final Comparator<Count> MOST =
      Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value);

  private final Map<Facet, Numbers> numbers;
  private final Map<Facet, int[]> counts = new EnumMap<>(Facet.class);
  private final Map<Long, Long> days = new HashMap<>();
  private final Set<Facet> facets;

  Tally(Set<Facet> facets, Map<Facet, Numbers> numbers) {
    this.facets = facets;
    this.numbers = numbers;
  }

  /** For the facets of an index, to be kept as long as it is open. */
  static Map<Facet, Numbers> numbers() {
    Map<Facet, Numbers> numbers = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) numbers.put(facet, new Numbers());
    return numbers;
  }

  Map<Facet, List<Count>> counts() {
    Map<Facet, List<Count>> found = new EnumMap<>(Facet.class);
    for (Facet facet : facets) found.put(facet, facet == Facet.DAY ? newest() : most(facet));
    return found;
  }

  private List<Count> newest() {
    return days.entrySet().stream()
        .sorted(Map.Entry.<Long, Long>comparingByKey().reversed())
        .limit(MOST_VALUES)
        .map(day -> new Count(LocalDate.ofEpochDay(day.getKey()).toString(), day.getValue()))
        .toList();
  }

  private List<Count> most(Facet facet) {
    int[] counted = counts.getOrDefault(facet, new int[0]);
    PriorityQueue<Count> most = new PriorityQueue<>(MOST.reversed());
    for (int number = 0; number < counted.length; number++) {
      if (counted[number] == 0) continue;
      Count least = most.peek();
      if (least != null && most.size() == MOST_VALUES && counted[number] < least.count()) continue;
      most.add(new Count(of(facet).value(number), counted[number]));
      if (most.size() > MOST_VALUES) most.remove();
    }
    return most.stream().sorted(MOST).toList();
  }

  private Numbers of(Facet facet) {
    Numbers known = numbers.get(facet);
    if (known == null) throw new IllegalStateException("no numbers of " + facet);
    return known;
  }

  @Override
  public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
    // the reader that can be stopped looks at the clock for every value
    LeafReader segment = FilterLeafReader.unwrap(context.reader());
    List<Counter> counters = new ArrayList<>();
    for (Facet facet : facets)
      counters.add(facet == Facet.DAY ? new Days(segment) : new Names(facet, segment));
    return new Waiting(counters);
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }

  private interface Counter {
    void count(int[] docs, int size) throws IOException;

    void finish() throws IOException;
  }

  private static final class Waiting implements LeafCollector {
    private final List<Counter> counters;
    private final int[] docs = new int[WAITING];
    private int size;

    Waiting(List<Counter> counters) {
      this.counters = counters;
    }

    @Override
    public void setScorer(Scorable scorer) {}

    @Override
    public void collect(int doc) throws IOException {
      docs[size++] = doc;
      if (size == docs.length) count();
    }

    private void count() throws IOException {
      for (Counter counter : counters) counter.count(docs, size);
      size = 0;
    }

    @Override
    public void finish() throws IOException {
      count();
      for (Counter counter : counters) counter.finish();
    }
  }

  private final class Names implements Counter {
    private final Facet facet;
    private final LeafReader segment;
    private final SortedSetDocValues values;

    /** The same, where no document of the segment has two. */
    private final @Nullable SortedDocValues single;

    private final int[] seen;

    Names(Facet facet, LeafReader segment) throws IOException {
      this.facet = facet;
      this.segment = segment;
      String field = Fields.written(facet.name().toLowerCase(Locale.ROOT));
      values = DocValues.getSortedSet(segment, field);
      single = DocValues.unwrapSingleton(values);
      seen = new int[Math.toIntExact(values.getValueCount())];
    }

    @Override
    public void count(int[] docs, int size) throws IOException {
      if (single == null) countEach(docs, size);
      else countOne(single, docs, size);
    }

    private void countEach(int[] docs, int size) throws IOException {
      for (int i = 0; i < size; i++) {
        if (!values.advanceExact(docs[i])) continue;
        for (int left = values.docValueCount(); left > 0; left--) seen[(int) values.nextOrd()]++;
      }
    }

    private void countOne(SortedDocValues single, int[] docs, int size) throws IOException {
      for (int i = 0; i < size; i++) if (single.advanceExact(docs[i])) seen[single.ordValue()]++;
    }

    @Override
    public void finish() throws IOException {
      if (seen.length == 0) return;
      int[] ours = of(facet).of(segment, values);
      int[] counted = counts.getOrDefault(facet, new int[0]);
      int size = of(facet).size();
      if (counted.length < size) counted = Arrays.copyOf(counted, size);
      for (int value = 0; value < seen.length; value++) counted[ours[value]] += seen[value];
      counts.put(facet, counted);
    }
  }

  private final class Days implements Counter {
    private final SortedNumericDocValues published;
    private long day = Long.MIN_VALUE;
    private long seen;

    Days(LeafReader segment) throws IOException {
      published = DocValues.getSortedNumeric(segment, Fields.PUBLISHED);
    }

    @Override
    public void count(int[] docs, int size) throws IOException {
      for (int i = 0; i < size; i++) {
        if (!published.advanceExact(docs[i])) continue;
        long next = Math.floorDiv(published.nextValue(), DAY);
        if (next != day) finish();
        day = next;
        seen++;
      }
    }

    /** Articles come roughly in the order of their days. */
    @Override
    public void finish() {
      if (seen > 0) days.merge(day, seen, Long::sum);
      seen = 0;
    }
  }
}
