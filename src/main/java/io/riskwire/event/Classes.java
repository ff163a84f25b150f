package io.riskwire.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of word classes, each a bit of a set that fits into a {@code long}. */
final class Classes {
  private final Map<String, Long> bits = new HashMap<>();

  /** The bit of {@code name}, a new one at first sight. */
  long add(String name) {
    Long bit = bits.get(name);
    if (bit != null) return bit;
    if (bits.size() == Long.SIZE) throw new IllegalStateException("more than 64 classes: " + name);
    long next = 1L << bits.size();
    bits.put(name, next);
    return next;
  }

  /** The bit of {@code name}, 0 where there is no such class. */
  long of(String name) {
    return bits.getOrDefault(name, 0L);
  }

  /** The names of the classes in a set of bits. */
  List<String> names(long set) {
    if (set == 0) return List.of();
    List<String> names = new ArrayList<>(2);
    bits.forEach(
        (name, bit) -> {
          if ((set & bit) != 0) names.add(name);
        });
    names.sort(null);
    return List.copyOf(names);
  }
}
