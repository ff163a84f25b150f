package io.riskwire.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a text shares with its near-copies: its shingles of four words, and MinHash bands of them
 * (Broder 1997), so that two texts with a shingle overlap of 0.9 share a band in 995 cases of 1,000
 * and two with 0.2 in 3 of 100. Every band costs a row of a large index: no more than are needed.
 */
record Fingerprint(Set<Integer> shingles, List<String> bands) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final int SHINGLE = 4;
  private static final int BANDS = 4;
  private static final int ROWS = 3;

  static Fingerprint of(String text) {
    Set<Integer> shingles = shingles(text);
    return new Fingerprint(shingles, shingles.isEmpty() ? List.of() : bands(shingles));
  }

  /** The share of all shingles that both have (Jaccard's index), 0 to 1. */
  double overlap(Fingerprint other) {
    if (shingles.isEmpty() || other.shingles.isEmpty()) return 0;
    var few = shingles.size() <= other.shingles.size() ? shingles : other.shingles;
    var many = few == shingles ? other.shingles : shingles;
    int both = 0;
    for (Integer shingle : few) if (many.contains(shingle)) both++;
    return (double) both / (few.size() + many.size() - both);
  }

  private static Set<Integer> shingles(String text) {
    int[] words =
        WORD.matcher(text.toLowerCase(Locale.ROOT))
            .results()
            .mapToInt(m -> m.group().hashCode())
            .toArray();
    var shingles = new HashSet<Integer>();
    for (int i = 0; i + SHINGLE <= words.length; i++) {
      int hash = 0;
      for (int j = 0; j < SHINGLE; j++) hash = hash * 0x01000193 ^ mix(words[i + j]);
      shingles.add(mix(hash));
    }
    return shingles;
  }

  private static List<String> bands(Set<Integer> shingles) {
    int[] least = new int[BANDS * ROWS];
    Arrays.fill(least, Integer.MAX_VALUE);
    for (int shingle : shingles) {
      for (int row = 0; row < least.length; row++)
        least[row] = Math.min(least[row], mix(shingle + row * 0x9E3779B9));
    }
    List<String> bands = new ArrayList<>();
    for (int band = 0; band < BANDS; band++) {
      int[] rows = Arrays.copyOfRange(least, band * ROWS, (band + 1) * ROWS);
      long hash = band;
      for (int row : rows) hash = hash * 0x9E3779B97F4A7C15L + row;
      bands.add("b:" + Long.toHexString(hash));
    }
    return bands;
  }

  /** The finaliser of MurmurHash3. */
  private static int mix(int h) {
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ h >>> 16;
  }
}
