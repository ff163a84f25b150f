package io.riskwire.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The features that a trained model knows, numbered in the order in which they were added. */
final class Vocabulary {
  private final List<String> names = new ArrayList<>();

  /** A key and, beside it, what it stands for plus one; 0 where there is none. */
  private long[] table = new long[2048];

  /** {@code feature}: a template with up to three words, parted by blanks. */
  void add(String feature) {
    String[] parts = Arrays.copyOf(feature.split(" ", 4), 4);
    for (int i = 0; i < 4; i++) if (parts[i] == null) parts[i] = "";
    if (names.size() * 4 >= table.length) grow();
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
    long[] old = table;
    table = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) if (old[i + 1] > 0) put(old[i], old[i + 1]);
  }

  private void put(long key, long value) {
    int at = place(key);
    while (table[at + 1] > 0 && table[at] != key) at = at + 2 & table.length - 1;
    table[at] = key;
    table[at + 1] = value;
  }

  private int find(long key) {
    for (int at = place(key); table[at + 1] > 0; at = at + 2 & table.length - 1)
      if (table[at] == key) return (int) table[at + 1] - 1;
    return -1;
  }

  private int place(long key) {
    return (int) (key << 1) & table.length - 1;
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
