package io.riskwire.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a name counts as the one that was labelled. */
final class Same {
  private static final Set<String> LEGAL =
      Set.of(
          "inc",
          "incorporated",
          "ltd",
          "limited",
          "llc",
          "plc",
          "corp",
          "corporation",
          "co",
          "company",
          "group",
          "holding",
          "holdings",
          "gmbh",
          "ag",
          "sa",
          "nv",
          "ab",
          "pty");

  private Same() {}

  /** Equal but for case, article and legal form, or longer by one or two words at an end. */
  static boolean same(@Nullable String a, @Nullable String b) {
    if (a == null || b == null) return false;
    List<String> one = words(a);
    List<String> other = words(b);
    List<String> small = one.size() <= other.size() ? one : other;
    List<String> large = small == one ? other : one;
    int extra = large.size() - small.size();
    if (extra == 0) return one.equals(other);
    if (extra > 2 || large.contains("and") || large.contains("or")) return false;
    return large.subList(extra, large.size()).equals(small)
        || large.subList(0, small.size()).equals(small);
  }

  private static List<String> words(String name) {
    List<String> words = Arrays.asList(name.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    int from = words.size() > 1 && words.getFirst().equals("the") ? 1 : 0;
    int to = words.size();
    while (to - from > 1 && LEGAL.contains(words.get(to - 1).replaceAll("[.,()]", ""))) to--;
    return words.subList(from, to);
  }
}
