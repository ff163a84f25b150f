package io.riskwire.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * How much a term says: its inverse document frequency (Spärck Jones 1972) in a fixed collection of
 * news, so that grouping the same articles again, in whichever order, finds the same.
 */
final class Rarity {
  private static final Map<String, Integer> COUNTS = new HashMap<>();
  private static final int ARTICLES;

  static {
    int articles = 0;
    try (InputStream file = Rarity.class.getResourceAsStream("/story/frequencies.txt");
        var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        int blank = line.indexOf(' ');
        int count = Integer.parseInt(line.substring(0, blank));
        if (line.charAt(blank + 1) == '*') articles = count;
        else COUNTS.put(line.substring(blank + 1), count);
      }
    } catch (IOException missing) {
      throw new UncheckedIOException("story/frequencies.txt", missing);
    }
    ARTICLES = articles;
  }

  private Rarity() {}

  static double of(String stem) {
    return Math.log((ARTICLES + 1) / (COUNTS.getOrDefault(stem, 0) + 0.5));
  }
}
