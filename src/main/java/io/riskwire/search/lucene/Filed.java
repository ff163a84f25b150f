package io.riskwire.search.lucene;

import io.riskwire.search.Ask.Facet;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;

/**
 * What each document is filed under in one respect, in memory: numbers that mean the same through
 * the whole index, as a segment numbers only its own values. A segment is read once in its life; to
 * read it again for every hit of every question costs several times as much.
 */
final class Filed {
  /** The number of no value at all. */
  static final int NOTHING = 0;

  private static final long DAY = 24 * 3600 * 1000L;

  private final Facet facet;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> values = new ArrayList<>();
  private final Map<IndexReader.CacheKey, Column> segments = new ConcurrentHashMap<>();

  Filed(Facet facet) {
    this.facet = facet;
    values.add("");
  }

  /**
   * The numbers of a segment's documents: one each, or, where some have several, those of a
   * document from its start to the start of the next.
   */
  record Column(int @Nullable [] starts, int[] numbers) {
    void count(int[] docs, int size, int[] counts) {
      if (starts == null) {
        for (int i = 0; i < size; i++) counts[numbers[docs[i]]]++;
        return;
      }
      for (int i = 0; i < size; i++) {
        int end = starts[docs[i] + 1];
        for (int each = starts[docs[i]]; each < end; each++) counts[numbers[each]]++;
      }
    }
  }

  Column of(LeafReader segment) throws IOException {
    IndexReader.CacheHelper helper = segment.getCoreCacheHelper();
    Column known = segments.get(helper.getKey());
    if (known != null) return known;
    Column read = facet == Facet.DAY ? days(segment) : names(segment);
    if (segments.put(helper.getKey(), read) == null) helper.addClosedListener(segments::remove);
    return read;
  }

  private Column names(LeafReader segment) throws IOException {
    String field = Fields.written(facet.name().toLowerCase(Locale.ROOT));
    SortedSetDocValues names = DocValues.getSortedSet(segment, field);
    int[] ours = new int[Math.toIntExact(names.getValueCount())];
    for (int name = 0; name < ours.length; name++)
      ours[name] = number(names.lookupOrd(name).utf8ToString());
    boolean isOneEach = DocValues.unwrapSingleton(names) != null;
    return isOneEach ? one(segment, names, ours) : several(segment, names, ours);
  }

  private static Column one(LeafReader segment, SortedSetDocValues names, int[] ours)
      throws IOException {
    int[] numbers = new int[segment.maxDoc()];
    while (names.nextDoc() != DocIdSetIterator.NO_MORE_DOCS)
      numbers[names.docID()] = ours[(int) names.nextOrd()];
    return new Column(null, numbers);
  }

  private static Column several(LeafReader segment, SortedSetDocValues names, int[] ours)
      throws IOException {
    int[] starts = new int[segment.maxDoc() + 1];
    int[] numbers = new int[segment.maxDoc()];
    int size = 0;
    for (int doc = 0; doc < segment.maxDoc(); doc++) {
      starts[doc] = size;
      if (!names.advanceExact(doc)) continue;
      for (int left = names.docValueCount(); left > 0; left--) {
        if (size == numbers.length) numbers = Arrays.copyOf(numbers, size + size / 2 + 1);
        numbers[size++] = ours[(int) names.nextOrd()];
      }
    }
    starts[segment.maxDoc()] = size;
    return new Column(starts, Arrays.copyOf(numbers, size));
  }

  private Column days(LeafReader segment) throws IOException {
    SortedNumericDocValues published = DocValues.getSortedNumeric(segment, Fields.PUBLISHED);
    Map<Long, Integer> ours = new HashMap<>();
    int[] numbers = new int[segment.maxDoc()];
    while (published.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      long day = Math.floorDiv(published.nextValue(), DAY);
      numbers[published.docID()] =
          ours.computeIfAbsent(day, d -> number(LocalDate.ofEpochDay(d).toString()));
    }
    return new Column(null, numbers);
  }

  private synchronized int number(String value) {
    Integer known = numbers.putIfAbsent(value, values.size());
    if (known != null) return known;
    values.add(value);
    return values.size() - 1;
  }

  /** Numbers are lower. */
  synchronized int size() {
    return values.size();
  }

  synchronized String value(int number) {
    return values.get(number);
  }
}
