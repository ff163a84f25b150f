package io.riskwire.alert;

import io.riskwire.alert.Alerts.Earlier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether news reads like something the subscriber was told as another: two reports of one
 * happening that were put in two stories, or read differently. By their headlines alone, so it is
 * said and not held back.
 */
final class Likeness {
  /** So much of the words of both headlines (Jaccard's index). */
  private static final double ALIKE = 0.5;

  /** So much suffices where both are known to be about one vendor. */
  private static final double ALIKE_OF_ONE_VENDOR = 0.4;

  private static final int SHORT = 3;
  private static final Pattern ADDED =
      Pattern.compile("^(More is known|Again, by [^:]+): |\\(and [0-9]+ more\\)$");

  private Likeness() {}

  /** The latest of {@code earlier} that reads like it; {@code items}: what a message told. */
  static Optional<Earlier> of(
      Item item, List<Earlier> earlier, Function<Earlier, List<Item>> items) {
    Set<String> words = words(item.title());
    return earlier.stream()
        .filter(
            e -> {
              double shared = shared(words, words(e.subject()));
              return shared >= ALIKE_OF_ONE_VENDOR && isAlike(item, shared, items.apply(e));
            })
        .findFirst();
  }

  private static boolean isAlike(Item item, double shared, List<Item> others) {
    if (others.stream().anyMatch(other -> isOfAnother(item, other))) return false;
    return shared >= ALIKE || others.stream().anyMatch(other -> isOfOneVendor(item, other));
  }

  private static boolean isOfOneVendor(Item item, Item other) {
    Item.Facts one = item.facts();
    Item.Facts two = other.facts();
    return one != null && two != null && one.vendor() != null && one.vendor().equals(two.vendor());
  }

  /**
   * A law firm's notices differ by nothing but the company, those of councils by the council; and
   * their headlines name it. Whom only the text names may be read otherwise.
   */
  private static boolean isOfAnother(Item item, Item other) {
    Item.Facts one = item.facts();
    Item.Facts two = other.facts();
    return one != null
        && two != null
        && (differ(item, one.vendor(), other, two.vendor())
            || differ(item, one.actor(), other, two.actor()));
  }

  private static boolean differ(Item item, @Nullable String one, Item other, @Nullable String two) {
    return one != null
        && two != null
        && !one.equals(two)
        && (item.title().contains(one) || other.title().contains(two));
  }

  private static Set<String> words(String headline) {
    String plain = ADDED.matcher(headline).replaceAll("").toLowerCase(Locale.ROOT);
    return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
        .filter(w -> w.length() > SHORT)
        .collect(Collectors.toSet());
  }

  private static double shared(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    int all = one.size() + other.size() - both.size();
    return all == 0 ? 0 : (double) both.size() / all;
  }
}
