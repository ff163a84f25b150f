package io.riskwire.story;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * What a text speaks of, or the mean of what many do: for each term how much it weighs among all,
 * among those of the lead alone, and among the names. Of one text each of the three is a vector of
 * length one, so that the product of two means is the mean likeness of all pairs.
 */
final class Profile {
  private static final float TITLE_WEIGHT = 2.5f;

  /** Among names: a sum, a flight, a magnitude tells two alike happenings apart. */
  private static final float NUMBER_WEIGHT = 1.5f;

  /** A mean keeps its heaviest terms; the others say next to nothing of it. */
  private static final int LONGEST = 128;

  private static final int BYTES = 4 + 3 * 4;

  /** Hashes, in ascending order, and the weights of each. */
  final int[] terms;

  private final float[] all;
  private final float[] lead;
  private final float[] names;

  private Profile(int[] terms, float[] all, float[] lead, float[] names) {
    this.terms = terms;
    this.all = all;
    this.lead = lead;
    this.names = names;
  }

  static Profile of(List<Terms.Term> title, List<Terms.Term> lead) {
    Map<String, float[]> weights = new HashMap<>();
    Set<String> small = new HashSet<>();
    for (var term : title) count(weights, small, term, TITLE_WEIGHT, 0);
    for (var term : lead) count(weights, small, term, 1, 1);
    double[] length = new double[3];
    weights.forEach(
        (stem, weight) -> {
          if (small.contains(stem)) weight[2] = 0;
          double rarity = Rarity.of(stem);
          for (int i = 0; i < 3; i++) {
            if (weight[i] > 0) weight[i] = (float) ((1 + Math.log(weight[i])) * rarity);
            if (i == 2 && isNumber(stem)) weight[i] *= NUMBER_WEIGHT;
            length[i] += weight[i] * weight[i];
          }
        });
    Map<Integer, float[]> sorted = new TreeMap<>();
    weights.forEach((stem, weight) -> sorted.put(stem.hashCode(), weight));
    var profile = blank(sorted.size());
    int at = 0;
    for (var term : sorted.entrySet()) {
      profile.terms[at] = term.getKey();
      profile.add(at, term.getValue()[0], term.getValue()[1], term.getValue()[2], 1);
      at++;
    }
    for (int i = 0; i < profile.terms.length; i++) {
      profile.all[i] *= inverse(length[0]);
      profile.lead[i] *= inverse(length[1]);
      profile.names[i] *= inverse(length[2]);
    }
    return profile;
  }

  /** Years are looked at apart, see {@link Times}; a single digit says little. */
  private static boolean isNumber(String stem) {
    return stem.length() > 1
        && stem.chars().anyMatch(Character::isDigit)
        && !stem.matches("19[5-9]\\d|20[0-4]\\d");
  }

  private static float inverse(double square) {
    return square == 0 ? 0 : (float) (1 / Math.sqrt(square));
  }

  /** What also stands in small letters is no name. */
  private static void count(
      Map<String, float[]> counts, Set<String> small, Terms.Term term, float all, float lead) {
    float[] count = counts.computeIfAbsent(term.stem(), k -> new float[3]);
    count[0] += all;
    count[1] += lead;
    count[2]++;
    if (!term.isCapital()) small.add(term.stem());
  }

  private static Profile blank(int length) {
    return new Profile(new int[length], new float[length], new float[length], new float[length]);
  }

  private void add(int i, float ofAll, float ofLead, float ofNames, float share) {
    all[i] += ofAll * share;
    lead[i] += ofLead * share;
    names[i] += ofNames * share;
  }

  /** The mean of {@code count} of these and {@code others} of those. */
  Profile mean(int count, Profile other, int others) {
    int[] union = union(terms, other.terms);
    var mean = blank(union.length);
    System.arraycopy(union, 0, mean.terms, 0, union.length);
    mean.addAll(this, (float) count / (count + others));
    mean.addAll(other, (float) others / (count + others));
    return mean.cut();
  }

  private static int[] union(int[] a, int[] b) {
    int[] union = new int[a.length + b.length];
    int n = 0;
    for (int i = 0, j = 0; i < a.length || j < b.length; n++) {
      if (j == b.length || i < a.length && a[i] < b[j]) union[n] = a[i++];
      else {
        if (i < a.length && a[i] == b[j]) i++;
        union[n] = b[j++];
      }
    }
    return Arrays.copyOf(union, n);
  }

  /** Adds a profile whose terms are all among these. */
  private void addAll(Profile part, float share) {
    for (int i = 0, at = 0; i < part.terms.length; i++, at++) {
      while (terms[at] != part.terms[i]) at++;
      add(at, part.all[i], part.lead[i], part.names[i], share);
    }
  }

  private Profile cut() {
    if (terms.length <= LONGEST) return this;
    int[] kept = heaviestFirst(i -> all[i] + names[i]);
    kept = Arrays.copyOf(kept, LONGEST);
    Arrays.sort(kept);
    var cut = blank(LONGEST);
    for (int i = 0; i < LONGEST; i++) {
      cut.terms[i] = terms[kept[i]];
      cut.add(i, all[kept[i]], lead[kept[i]], names[kept[i]], 1);
    }
    return cut;
  }

  /** The numbers of its terms, by how much each weighs among all. */
  int[] heaviestFirst() {
    return heaviestFirst(i -> all[i]);
  }

  /** Weights are not negative: their bits are in the order of their values. */
  private int[] heaviestFirst(IntToDoubleFunction weight) {
    long[] keys = new long[terms.length];
    for (int i = 0; i < keys.length; i++)
      keys[i] = (long) -Float.floatToIntBits((float) weight.applyAsDouble(i)) << 32 | i;
    Arrays.sort(keys);
    int[] numbers = new int[keys.length];
    for (int i = 0; i < keys.length; i++) numbers[i] = (int) keys[i];
    return numbers;
  }

  /** The three products of two profiles, each 0 to 1. */
  record Product(double all, double lead, double names) {}

  /** Steps without a jump: which of two terms is the lower is as good as chance. */
  Product times(Profile other) {
    double a = 0;
    double l = 0;
    double n = 0;
    for (int i = 0, j = 0; i < terms.length && j < other.terms.length; ) {
      int mine = terms[i];
      int its = other.terms[j];
      if (mine == its) {
        a += all[i] * other.all[j];
        l += lead[i] * other.lead[j];
        n += names[i] * other.names[j];
      }
      i += mine <= its ? 1 : 0;
      j += its <= mine ? 1 : 0;
    }
    return new Product(a, l, n);
  }

  float weight(int i) {
    return all[i];
  }

  void write(ByteBuffer to) {
    to.putInt(terms.length);
    for (int i = 0; i < terms.length; i++)
      to.putInt(terms[i]).putFloat(all[i]).putFloat(lead[i]).putFloat(names[i]);
  }

  int size() {
    return 4 + terms.length * BYTES;
  }

  static Profile read(ByteBuffer from) {
    int n = from.getInt();
    var profile = blank(n);
    for (int i = 0; i < n; i++) {
      profile.terms[i] = from.getInt();
      profile.add(i, from.getFloat(), from.getFloat(), from.getFloat(), 1);
    }
    return profile;
  }
}
