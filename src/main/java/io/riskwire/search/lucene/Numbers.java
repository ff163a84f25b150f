package io.riskwire.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;

/**
 * Numbers the values of a field through the whole index, as a segment numbers only its own. What a
 * segment's numbers mean is looked up once in its life; to do so for every question, or whenever an
 * article has come, costs more than the counting.
 */
final class Numbers {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> values = new ArrayList<>();
  private final Map<IndexReader.CacheKey, int[]> segments = new ConcurrentHashMap<>();

  /** From a segment's numbers to ours. */
  int[] of(LeafReader segment, SortedSetDocValues its) throws IOException {
    IndexReader.CacheHelper helper = segment.getCoreCacheHelper();
    int[] known = segments.get(helper.getKey());
    if (known != null) return known;
    int[] ours = new int[Math.toIntExact(its.getValueCount())];
    for (int value = 0; value < ours.length; value++)
      ours[value] = number(its.lookupOrd(value).utf8ToString());
    if (segments.put(helper.getKey(), ours) == null) helper.addClosedListener(segments::remove);
    return ours;
  }

  private synchronized int number(String value) {
    Integer known = numbers.putIfAbsent(value, values.size());
    if (known != null) return known;
    values.add(value);
    return values.size() - 1;
  }

  synchronized int size() {
    return values.size();
  }

  synchronized String value(int number) {
    return values.get(number);
  }
}
