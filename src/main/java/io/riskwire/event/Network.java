package io.riskwire.event;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A trained network of one hidden layer over features that stand or do not: each feature has a
 * vector, the vectors of those that stand are added and divided by the root of their number, and
 * the hyperbolic tangent of that weighs for each outcome (as fastText does it, Joulin et al. 2016,
 * with a hidden layer's bend). Words that stand together thus say more than each by itself.
 *
 * <p>The file under {@code event/model} has a line of outcomes, a line an outcome with its weights,
 * a line with what the hidden layer begins with, and then a feature a line: {@code T2 ban <product>
 * TAB} its vector, a byte a number, in Base64.
 */
final class Network {
  /** A vector's numbers are kept as multiples of this. */
  private static final float STEP = 1 / 64f;

  private final List<String> outcomes;
  private final Vocabulary vocabulary = new Vocabulary();
  private final List<byte[]> vectors = new ArrayList<>();
  private final float[] first;
  private final float[][] weights;

  /**
   * {@code first}: what each hidden unit begins with; {@code weights}: by outcome, of each hidden
   * unit, and what the outcome begins with as the last.
   */
  private Network(List<String> outcomes, float[] first, float[][] weights) {
    this.outcomes = List.copyOf(outcomes);
    this.first = first;
    this.weights = weights;
  }

  /** The bundled network of a name. */
  static Network load(String name) {
    List<String> lines = Model.bundled(name);
    List<String> outcomes = List.of(lines.getFirst().split(" "));
    float[][] weights = new float[outcomes.size()][];
    for (int i = 0; i < weights.length; i++) weights[i] = numbers(lines.get(1 + i));
    int head = 1 + weights.length;
    Network network = new Network(outcomes, numbers(lines.get(head)), weights);
    for (String line : lines.subList(head + 1, lines.size())) {
      int tab = line.indexOf('\t');
      network.add(line.substring(0, tab), Base64.getDecoder().decode(line.substring(tab + 1)));
    }
    return network;
  }

  private static float[] numbers(String line) {
    String[] parts = line.split(" ");
    float[] numbers = new float[parts.length];
    for (int i = 0; i < numbers.length; i++) numbers[i] = Float.parseFloat(parts[i]);
    return numbers;
  }

  /** With these vectors, by feature; {@code first} and {@code weights} as in the file. */
  static Network of(
      List<String> outcomes, float[] first, float[][] weights, Map<String, float[]> vectors) {
    Network network = new Network(outcomes, first, weights);
    new TreeMap<>(vectors).forEach((feature, vector) -> network.add(feature, bytes(vector)));
    return network;
  }

  /** Knows nothing, and holds every outcome for as likely as not. */
  static Network empty(List<String> outcomes) {
    return of(outcomes, new float[0], new float[outcomes.size()][1], Map.of());
  }

  private static byte[] bytes(float[] vector) {
    byte[] bytes = new byte[vector.length];
    for (int i = 0; i < bytes.length; i++)
      bytes[i] = (byte) Math.clamp(Math.round(vector[i] / STEP), -127, 127);
    return bytes;
  }

  private void add(String feature, byte[] vector) {
    vocabulary.add(feature);
    vectors.add(vector);
  }

  /** The network as {@link #load} reads it, features in order. */
  Stream<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(" ", outcomes));
    for (float[] of : weights) lines.add(line(of));
    lines.add(line(first));
    for (int i = 0; i < vectors.size(); i++)
      lines.add(vocabulary.name(i) + "\t" + Base64.getEncoder().encodeToString(vectors.get(i)));
    return lines.stream();
  }

  private static String line(float[] numbers) {
    StringBuilder line = new StringBuilder();
    for (float n : numbers)
      line.append(line.isEmpty() ? "" : " ").append(Math.round(n * 1e4) / 1e4);
    return line.toString();
  }

  int size() {
    return vocabulary.size();
  }

  /** Begins a judgement. */
  Tally tally() {
    return new Layer();
  }

  /** The hidden layer over the features of one article. */
  private final class Layer extends Tally {
    private final int[] sums = new int[first.length];

    /** The hidden units once all features stand, and how steep each is there; by need. */
    private float[] units = {};

    private float[] slopes = {};

    private Layer() {
      super(vocabulary);
    }

    @Override
    void count(int feature) {
      byte[] vector = vectors.get(feature);
      for (int h = 0; h < sums.length; h++) sums[h] += vector[h];
      units = new float[0];
    }

    private void settle() {
      if (units.length == sums.length) return;
      float scale = scale();
      units = new float[sums.length];
      slopes = new float[sums.length];
      for (int h = 0; h < sums.length; h++) {
        float unit = (float) Math.tanh(first[h] + sums[h] * scale);
        units[h] = unit;
        slopes[h] = 1 - unit * unit;
      }
    }

    private float scale() {
      return STEP / (float) Math.sqrt(Math.max(1, size()));
    }

    @Override
    double sum(int outcome) {
      settle();
      float[] of = weights[outcome];
      double sum = of[of.length - 1];
      for (int h = 0; h < units.length; h++) sum += units[h] * of[h];
      return sum;
    }

    /** What it adds where the layer stands now: its vector times the slope of the outcome there. */
    @Override
    double weight(int feature, int outcome) {
      settle();
      byte[] vector = vectors.get(feature);
      double sum = 0;
      for (int h = 0; h < units.length; h++) sum += vector[h] * slopes[h] * weights[outcome][h];
      return sum * scale();
    }
  }
}
