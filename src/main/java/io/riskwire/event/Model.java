package io.riskwire.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A trained linear model: each feature that stands in an article adds its weight to each outcome,
 * once. The file under {@code event/model} has a line of outcomes and then a feature a line, with
 * the weights that are not zero: {@code T2 ban <product> TAB 0:1.25 4:-0.3}.
 */
final class Model {
  /** Stands in every article: its weights are what an outcome begins with. */
  static final String BIAS = "BIAS";

  /** A feature that stood in an article, where, and what it weighs for the outcome asked about. */
  record Reason(String feature, int place, double weight) {}

  private final List<String> outcomes;
  private final List<String> names = new ArrayList<>();
  private final List<float[]> weights = new ArrayList<>();
  private long[] keys = new long[1024];
  private int[] indexes = new int[1024];

  private Model(List<String> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  /** The bundled model of a name. */
  static Model load(String name) {
    String path = "/event/model/" + name + ".txt";
    try (InputStream in = Model.class.getResourceAsStream(path)) {
      if (in == null) throw new IOException("not on the class path: " + path);
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String head = lines.readLine();
      if (head == null) throw new IOException("empty: " + path);
      Model model = new Model(List.of(head.split(" ")));
      for (String line; (line = lines.readLine()) != null; ) model.add(line);
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With these weights: by feature, for each outcome. */
  static Model of(List<String> outcomes, Map<String, float[]> weights) {
    Model model = new Model(outcomes);
    weights.forEach(model::add);
    return model;
  }

  /** The model as {@link #load} reads it, features in order; weights to three places. */
  Stream<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      StringBuilder line = new StringBuilder(names.get(i)).append('\t');
      int start = line.length();
      for (int o = 0; o < outcomes.size(); o++) {
        float weight = Math.round(weights.get(i)[o] * 1000) / 1000f;
        if (weight != 0)
          line.append(line.length() == start ? "" : " ").append(o).append(':').append(weight);
      }
      if (line.length() > start) lines.add(line.toString());
    }
    lines.sort(null);
    return Stream.concat(Stream.of(String.join(" ", outcomes)), lines.stream());
  }

  private void add(String line) {
    int tab = line.indexOf('\t');
    float[] values = new float[outcomes.size()];
    for (String pair : line.substring(tab + 1).split(" ")) {
      int colon = pair.indexOf(':');
      values[Integer.parseInt(pair.substring(0, colon))] =
          Float.parseFloat(pair.substring(colon + 1));
    }
    add(line.substring(0, tab), values);
  }

  private void add(String feature, float[] values) {
    String[] parts = Arrays.copyOf(feature.split(" ", 4), 4);
    for (int i = 0; i < 4; i++) if (parts[i] == null) parts[i] = "";
    if (names.size() * 2 >= keys.length) grow();
    put(key(parts[0], parts[1], parts[2], parts[3]), names.size() + 1);
    names.add(feature);
    weights.add(values);
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

  /** Begins a judgement. */
  Tally tally() {
    Tally tally = new Tally();
    tally.add(Features.NOWHERE, BIAS, "", "", "");
    return tally;
  }

  List<String> outcomes() {
    return outcomes;
  }

  int size() {
    return names.size();
  }

  /** What the features of one article, or of one choice, come to. */
  final class Tally implements Features {
    private final double[] sums = new double[outcomes.size()];
    private final long[] seen = new long[names.size() / 64 + 1];
    private int[] hits = new int[128];
    private int[] places = new int[128];
    private int size;

    @Override
    public void add(int place, String template, String first, String second, String third) {
      int index = find(key(template, first, second, third));
      if (index < 0 || (seen[index >> 6] >> index & 1) != 0) return;
      seen[index >> 6] |= 1L << index;
      if (size == hits.length) {
        hits = Arrays.copyOf(hits, size * 2);
        places = Arrays.copyOf(places, size * 2);
      }
      hits[size] = index;
      places[size++] = place;
      float[] values = weights.get(index);
      for (int i = 0; i < sums.length; i++) sums[i] += values[i];
    }

    double sum(int outcome) {
      return sums[outcome];
    }

    /** The probability of an outcome that is judged by itself. */
    double probability(int outcome) {
      return 1 / (1 + Math.exp(-sums[outcome]));
    }

    /** The outcome of the greatest weight, of those of which one has to be. */
    int best() {
      int best = 0;
      for (int i = 1; i < sums.length; i++) if (sums[i] > sums[best]) best = i;
      return best;
    }

    /** What speaks for an outcome, the weightiest first. */
    List<Reason> reasons(int outcome) {
      List<Reason> reasons = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        float weight = weights.get(hits[i])[outcome];
        if (weight > 0) reasons.add(new Reason(names.get(hits[i]), places[i], weight));
      }
      reasons.sort(Comparator.comparingDouble(r -> -r.weight()));
      return reasons;
    }

    /** The sentence that carries the most weight for an outcome; the title where none does. */
    int sentence(int outcome) {
      Map<Integer, Double> bySentence = new HashMap<>();
      for (int i = 0; i < size; i++)
        if (places[i] != Features.NOWHERE)
          bySentence.merge(places[i] >> 8, (double) weights.get(hits[i])[outcome], Double::sum);
      return bySentence.entrySet().stream()
          .max(Map.Entry.<Integer, Double>comparingByValue().thenComparing(e -> -e.getKey()))
          .map(Map.Entry::getKey)
          .orElse(0);
    }

    /** What each word of a sentence weighs for an outcome. */
    double[] words(Sentence s, int outcome) {
      double[] words = new double[s.to() - s.from()];
      for (int i = 0; i < size; i++)
        if (places[i] != Features.NOWHERE && places[i] >> 8 == s.order())
          words[Math.min(words.length - 1, places[i] & 255)] += weights.get(hits[i])[outcome];
      return words;
    }
  }
}
