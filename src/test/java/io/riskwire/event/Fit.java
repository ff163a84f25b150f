package io.riskwire.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Fits a sparse log-linear model by FTRL-proximal (McMahan et al. 2013, "Ad Click Prediction",
 * algorithm 1): gradient steps whose size shrinks by feature, with an L1 term that keeps weights at
 * zero unless the examples insist. What comes of it hangs on the order of the examples: the weights
 * are the mean of what several orders give, from fixed seeds.
 */
final class Fit {
  /** Features of one case, and which outcomes are right; {@code weight}: how much it counts. */
  record Example(int[] features, boolean[] right, float weight) {}

  /** The options of one choice, and which of them are right. */
  record Choice(List<int[]> options, boolean[] right) {}

  private static final double ALPHA = 0.15;
  private static final double BETA = 1;
  private static final int ORDERS = 5;
  private static final int SEED = 20261125;

  /** A weight nearer to zero is none. */
  private static final double LEAST = 0.005;

  /** Collects examples, features as numbers. */
  static final class Examples {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    final List<String> names = new ArrayList<>();
    final List<Example> all = new ArrayList<>();

    Row row() {
      return new Row();
    }

    /** The features of the example at hand. */
    final class Row implements Features {
      private final Map<Integer, Boolean> seen = new LinkedHashMap<>();

      Row() {
        add(Features.NOWHERE, Tally.BIAS, "", "", "");
      }

      @Override
      public void add(int place, String template, String first, String second, String third) {
        String name = (template + " " + first + " " + second + " " + third).stripTrailing();
        if (name.chars().anyMatch(c -> c < ' ')) return; // a paragraph's end
        seen.put(
            numbers.computeIfAbsent(
                name,
                n -> {
                  names.add(n);
                  return names.size() - 1;
                }),
            true);
      }

      int[] features() {
        return seen.keySet().stream().mapToInt(i -> i).toArray();
      }
    }
  }

  private final List<String> names;
  private final List<String> outcomes;
  private final double l1;
  private final double l2;
  private final boolean exclusive;
  private final double[][] z;
  private final double[][] n;

  /** Of the orders so far. */
  private final double[][] weights;

  /** {@code exclusive}: exactly one outcome is right (softmax), else each is judged by itself. */
  Fit(List<String> names, List<String> outcomes, boolean exclusive, double l1, double l2) {
    this.names = names;
    this.outcomes = outcomes;
    this.exclusive = exclusive;
    this.l1 = l1;
    this.l2 = l2;
    z = new double[names.size()][];
    n = new double[names.size()][];
    weights = new double[names.size()][];
  }

  /** Runs over the examples so many times; features of fewer than {@code least} are left out. */
  Model run(List<Example> examples, int rounds, int least) {
    int[] counts = new int[names.size()];
    for (Example e : examples) for (int f : e.features) counts[f]++;
    return run(examples, this::step, counts, rounds, least);
  }

  private <T> Model run(List<T> all, Consumer<T> step, int[] counts, int rounds, int least) {
    for (int seed = SEED; seed < SEED + ORDERS; seed++) {
      begin(counts, least);
      List<T> order = new ArrayList<>(all);
      Random random = new Random(seed);
      for (int round = 0; round < rounds; round++) {
        Collections.shuffle(order, random);
        order.forEach(step);
      }
      end();
    }
    return model();
  }

  private void begin(int[] counts, int least) {
    for (int f = 0; f < counts.length; f++)
      if (counts[f] >= least) {
        z[f] = new double[outcomes.size()];
        n[f] = new double[outcomes.size()];
        if (weights[f] == null) weights[f] = new double[outcomes.size()];
      }
  }

  private void end() {
    for (int f = 0; f < z.length; f++)
      if (z[f] != null)
        for (int o = 0; o < weights[f].length; o++) weights[f][o] += weight(f, o) / ORDERS;
  }

  private Model model() {
    Map<String, float[]> named = new HashMap<>();
    for (int f = 0; f < weights.length; f++) {
      if (weights[f] == null) continue;
      float[] w = new float[outcomes.size()];
      boolean any = false;
      for (int o = 0; o < w.length; o++) {
        if (Math.abs(weights[f][o]) >= LEAST) w[o] = (float) weights[f][o];
        any |= w[o] != 0;
      }
      if (any) named.put(names.get(f), w);
    }
    return Model.of(outcomes, named);
  }

  /**
   * The same over choices, of whose options one has to be taken: the softmax over the options
   * decides; where several are right they share what is due.
   */
  Model runChoices(List<Choice> choices, int rounds, int least) {
    int[] counts = new int[names.size()];
    for (Choice c : choices) for (int[] option : c.options) for (int f : option) counts[f]++;
    return run(choices, this::step, counts, rounds, least);
  }

  private void step(Choice c) {
    double[] sums = new double[c.options.size()];
    for (int k = 0; k < sums.length; k++)
      for (int f : c.options.get(k)) if (z[f] != null) sums[k] += weight(f, 0);
    double[] p = softmax(sums);
    double due = 0;
    for (int k = 0; k < p.length; k++) if (c.right[k]) due += p[k];
    if (due == 0) return;
    Map<Integer, Double> gradient = new LinkedHashMap<>();
    for (int k = 0; k < p.length; k++) {
      double g = p[k] - (c.right[k] ? p[k] / due : 0);
      for (int f : c.options.get(k)) if (z[f] != null) gradient.merge(f, g, Double::sum);
    }
    gradient.forEach((f, g) -> move(f, 0, g));
  }

  /** How probable each option of a choice is, by what was fitted. */
  double[] probabilities(Choice c) {
    double[] sums = new double[c.options.size()];
    for (int k = 0; k < sums.length; k++)
      for (int f : c.options.get(k)) if (weights[f] != null) sums[k] += weights[f][0];
    return softmax(sums);
  }

  /** The outcome that weighs most, by what was fitted. */
  int best(int[] features) {
    double[] sums = new double[outcomes.size()];
    for (int f : features)
      if (weights[f] != null) for (int o = 0; o < sums.length; o++) sums[o] += weights[f][o];
    int best = 0;
    for (int o = 1; o < sums.length; o++) if (sums[o] > sums[best]) best = o;
    return best;
  }

  private void move(int f, int o, double g) {
    double sigma = (Math.sqrt(n[f][o] + g * g) - Math.sqrt(n[f][o])) / ALPHA;
    z[f][o] += g - sigma * weight(f, o);
    n[f][o] += g * g;
  }

  private double weight(int f, int o) {
    double value = z[f][o];
    double shrink = f == 0 ? 0 : l1;
    if (Math.abs(value) <= shrink) return 0;
    return -(value - Math.signum(value) * shrink) / ((BETA + Math.sqrt(n[f][o])) / ALPHA + l2);
  }

  private void step(Example e) {
    int size = outcomes.size();
    double[] sums = new double[size];
    for (int f : e.features)
      if (z[f] != null) for (int o = 0; o < size; o++) sums[o] += weight(f, o);
    double[] p = probabilities(sums);
    for (int o = 0; o < size; o++) {
      double g = (p[o] - (e.right[o] ? 1 : 0)) * e.weight;
      for (int f : e.features) {
        if (z[f] != null) move(f, o, g);
      }
    }
  }

  private double[] probabilities(double[] sums) {
    double[] p = new double[sums.length];
    if (!exclusive) {
      for (int o = 0; o < p.length; o++) p[o] = 1 / (1 + Math.exp(-sums[o]));
      return p;
    }
    return softmax(sums);
  }

  private static double[] softmax(double[] sums) {
    double[] p = new double[sums.length];
    double most = Arrays.stream(sums).max().orElse(0);
    double total = 0;
    for (int o = 0; o < p.length; o++) total += p[o] = Math.exp(sums[o] - most);
    for (int o = 0; o < p.length; o++) p[o] /= total;
    return p;
  }
}
