package io.riskwire.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The features that a trained model knows, numbered in the order in which they were added. */
final class Vocabulary {
  private final List<String> names = new ArrayList<>();

  /** Keys, and what each stands for. A place is free where its tag is 0. */
  private long[] keys = new long[1024];

  private int[] numbers = new int[1024];

  /**
   * A byte of each key. Most of what is asked for is not known, and these, unlike the keys, stay
   * near the processor.
   */
  private byte[] tags = new byte[1024];

  /** {@code feature}: a template with up to three words, parted by blanks. */
  void add(String feature) {
    String[] parts = Arrays.copyOf(feature.split(" ", 4), 4);
    for (int i = 0; i < 4; i++) if (parts[i] == null) parts[i] = "";
    if (names.size() * 2 >= keys.length) grow();
    put(key(parts[0], parts[1], parts[2], parts[3]), names.size());
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
    int[] oldNumbers = numbers;
    byte[] oldTags = tags;
    keys = new long[oldKeys.length * 2];
    numbers = new int[keys.length];
    tags = new byte[keys.length];
    for (int i = 0; i < oldKeys.length; i++) if (oldTags[i] != 0) put(oldKeys[i], oldNumbers[i]);
  }

  private void put(long key, int number) {
    int at = place(key);
    while (tags[at] != 0 && keys[at] != key) at = at + 1 & keys.length - 1;
    keys[at] = key;
    numbers[at] = number;
    tags[at] = tag(key);
  }

  private int find(long key) {
    byte tag = tag(key);
    for (int at = place(key); tags[at] != 0; at = at + 1 & keys.length - 1)
      if (tags[at] == tag && keys[at] == key) return numbers[at];
    return -1;
  }

  private int place(long key) {
    return (int) key & keys.length - 1;
  }

  /** Of other bits than the place; never 0. */
  private static byte tag(long key) {
    return (byte) (key >>> 57 | 0x80);
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
