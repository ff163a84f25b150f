package io.riskwire.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The features that a trained model knows, numbered in the order in which they were added. */
final class Vocabulary {
  private final List<String> names = new ArrayList<>();
  private long[] keys = new long[1024];
  private int[] indexes = new int[1024];

  /** {@code feature}: a template with up to three words, parted by blanks. */
  void add(String feature) {
    String[] parts = Arrays.copyOf(feature.split(" ", 4), 4);
    for (int i = 0; i < 4; i++) if (parts[i] == null) parts[i] = "";
    if (names.size() * 2 >= keys.length) grow();
    put(key(parts[0], parts[1], parts[2], parts[3]), names.size() + 1);
    names.add(feature);
  }

  int size() {
    return names.size();
  }

  String name(int number) {
    return names.get(number);
  }

  /** The number of a feature; -1 where it is not known. */
  int find(String template, String first, String second, String third) {
    return find(key(template, first, second, third));
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldIndexes = indexes;
    keys = new long[oldKeys.length * 2];
    indexes = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) if (oldIndexes[i] > 0) put(oldKeys[i], oldIndexes[i]);
  }

  private void put(long key, int index) {
    int at = (int) key & (keys.length - 1);
    while (indexes[at] > 0 && keys[at] != key) at = (at + 1) & (keys.length - 1);
    keys[at] = key;
    indexes[at] = index;
  }

  private int find(long key) {
    int at = (int) key & (keys.length - 1);
    while (indexes[at] > 0) {
      if (keys[at] == key) return indexes[at] - 1;
      at = (at + 1) & (keys.length - 1);
    }
    return -1;
  }

  /** Strings keep their hashes, so that no feature has to be put together to be looked up. */
  private static long key(String template, String first, String second, String third) {
    long h = template.hashCode();
    h = mixed(h * 0x9E3779B97F4A7C15L + first.hashCode());
    h = mixed(h * 0x9E3779B97F4A7C15L + second.hashCode());
    return mixed(h * 0x9E3779B97F4A7C15L + third.hashCode());
  }

  /** The finisher of SplitMix64 (Steele, Lea and Flood 2014), one round. */
  private static long mixed(long h) {
    long z = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    return z ^ (z >>> 27);
  }
}
