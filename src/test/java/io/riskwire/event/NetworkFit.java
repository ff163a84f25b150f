package io.riskwire.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Fits a {@link Network}: gradient steps over small batches, each number's step shrunk by its
 * recent gradients (Adam without and with momentum, Kingma and Ba 2015), with a share of each
 * article's features left out at random (dropout, Srivastava et al. 2014), so that no verdict hangs
 * on a single word. Several such fits from different seeds stand side by side and count alike.
 */
final class NetworkFit {
  private static final int HIDDEN = 32;
  private static final int SIDE_BY_SIDE = 6;
  private static final int ROUNDS = 12;
  private static final int BATCH = 64;
  private static final double LEFT_OUT = 0.4;

  /** The size of a step at first; it shrinks evenly to a twentieth. */
  private static final float RATE = 0.004f;

  private static final float SHRINK_VECTORS = 6e-4f;
  private static final float SHRINK_WEIGHTS = 2e-4f;

  /** Features of fewer examples are left out. */
  private static final int LEAST = 5;

  private final List<String> names;
  private final List<String> outcomes;
  private final int rounds;
  private final double leftOut;

  NetworkFit(List<String> names, List<String> outcomes) {
    this(names, outcomes, ROUNDS, LEFT_OUT);
  }

  /** {@code rounds}: over the examples; {@code leftOut}: the share of features left out in each. */
  NetworkFit(List<String> names, List<String> outcomes, int rounds, double leftOut) {
    this.names = names;
    this.outcomes = outcomes;
    this.rounds = rounds;
    this.leftOut = leftOut;
  }

  Network run(List<Fit.Example> examples) {
    int[] number = numbers(examples);
    int known = Arrays.stream(number).max().orElse(-1) + 1;
    List<Fit.Example> rows = new ArrayList<>();
    for (Fit.Example e : examples)
      rows.add(
          new Fit.Example(
              Arrays.stream(e.features()).map(f -> number[f]).filter(f -> f >= 0).toArray(),
              e.right(),
              e.weight()));
    List<One> fits = new ArrayList<>();
    for (int seed = 0; seed < SIDE_BY_SIDE; seed++) {
      One fit = new One(known, outcomes.size(), new Random(20261126 + seed));
      fit.run(rows, rounds, leftOut);
      fits.add(fit);
    }
    return joined(fits, number);
  }

  /** The features that are frequent enough, numbered; -1 for others and for the bias. */
  private int[] numbers(List<Fit.Example> examples) {
    int[] counts = new int[names.size()];
    for (Fit.Example e : examples) for (int f : e.features()) counts[f]++;
    int[] number = new int[counts.length];
    int next = 0;
    for (int f = 0; f < counts.length; f++)
      number[f] = counts[f] >= LEAST && !names.get(f).equals(Tally.BIAS) ? next++ : -1;
    return number;
  }

  private Network joined(List<One> fits, int[] number) {
    int width = HIDDEN * fits.size();
    float[] first = new float[width];
    float[][] weights = new float[outcomes.size()][width + 1];
    for (int k = 0; k < fits.size(); k++) {
      One fit = fits.get(k);
      System.arraycopy(fit.first.values, 0, first, k * HIDDEN, HIDDEN);
      for (int o = 0; o < weights.length; o++) {
        for (int h = 0; h < HIDDEN; h++)
          weights[o][k * HIDDEN + h] = fit.weights.values[o * HIDDEN + h] / fits.size();
        weights[o][width] += fit.bias.values[o] / fits.size();
      }
    }
    Map<String, float[]> vectors = new HashMap<>();
    for (int f = 0; f < number.length; f++) {
      if (number[f] < 0) continue;
      float[] vector = new float[width];
      for (int k = 0; k < fits.size(); k++)
        System.arraycopy(fits.get(k).vectors, number[f] * HIDDEN, vector, k * HIDDEN, HIDDEN);
      vectors.put(names.get(f), vector);
    }
    return Network.of(outcomes, first, weights, vectors);
  }

  /** Numbers that are in every batch, with the means of their gradients and of their squares. */
  private static final class Dense {
    final float[] values;
    final float[] gradient;
    private final float[] mean;
    private final float[] square;

    Dense(int size) {
      values = new float[size];
      gradient = new float[size];
      mean = new float[size];
      square = new float[size];
    }

    void step(int time, float rate, float shrink) {
      double c1 = 1 - Math.pow(0.9, time), c2 = 1 - Math.pow(0.99, time);
      for (int i = 0; i < values.length; i++) {
        float g = gradient[i] + shrink * values[i];
        mean[i] = 0.9f * mean[i] + 0.1f * g;
        square[i] = 0.99f * square[i] + 0.01f * g * g;
        values[i] -= (float) (rate * (mean[i] / c1) / (Math.sqrt(square[i] / c2) + 1e-7));
        gradient[i] = 0;
      }
    }
  }

  /** One fit from one seed. */
  private static final class One {
    private final int outcomes;
    private final Random random;
    final float[] vectors;
    private final float[] squares;
    final Dense first = new Dense(HIDDEN);
    final Dense weights;
    final Dense bias;
    private int time;
    private float rate = RATE;

    /** The features of the batch at hand: where the gradient of each is summed up. */
    private final int[] slot;

    private final List<Integer> touched = new ArrayList<>();
    private float[] gradients = new float[HIDDEN * 4096];

    One(int features, int outcomes, Random random) {
      this.outcomes = outcomes;
      this.random = random;
      vectors = new float[features * HIDDEN];
      squares = new float[features * HIDDEN];
      weights = new Dense(outcomes * HIDDEN);
      bias = new Dense(outcomes);
      slot = new int[features];
      Arrays.fill(slot, -1);
      for (int i = 0; i < vectors.length; i++) vectors[i] = (float) random.nextGaussian() * 0.1f;
      for (int i = 0; i < weights.values.length; i++)
        weights.values[i] = (float) random.nextGaussian() * 0.2f;
      Arrays.fill(bias.values, -2);
    }

    void run(List<Fit.Example> examples, int rounds, double leftOut) {
      List<Fit.Example> order = new ArrayList<>(examples);
      int steps = rounds * ((order.size() + BATCH - 1) / BATCH);
      for (int round = 0; round < rounds; round++) {
        Collections.shuffle(order, random);
        for (int from = 0; from < order.size(); from += BATCH) {
          for (Fit.Example e : order.subList(from, Math.min(order.size(), from + BATCH)))
            look(e, leftOut);
          rate = RATE * Math.max(0.05f, 1 - (float) time / steps);
          step();
        }
      }
    }

    private void look(Fit.Example e, double leftOut) {
      int[] features =
          Arrays.stream(e.features()).filter(f -> random.nextDouble() >= leftOut).toArray();
      if (features.length == 0) return;
      float scale = (float) (1 / Math.sqrt(features.length));
      float[] units = new float[HIDDEN];
      for (int f : features) for (int h = 0; h < HIDDEN; h++) units[h] += vectors[f * HIDDEN + h];
      for (int h = 0; h < HIDDEN; h++)
        units[h] = (float) Math.tanh(units[h] * scale + first.values[h]);
      float[] back = new float[HIDDEN];
      for (int o = 0; o < outcomes; o++) {
        float sum = bias.values[o];
        for (int h = 0; h < HIDDEN; h++) sum += units[h] * weights.values[o * HIDDEN + h];
        float g = (float) (1 / (1 + Math.exp(-sum)) - (e.right()[o] ? 1 : 0)) * e.weight() / BATCH;
        bias.gradient[o] += g;
        for (int h = 0; h < HIDDEN; h++) {
          weights.gradient[o * HIDDEN + h] += g * units[h];
          back[h] += g * weights.values[o * HIDDEN + h];
        }
      }
      for (int h = 0; h < HIDDEN; h++) {
        back[h] *= 1 - units[h] * units[h];
        first.gradient[h] += back[h];
        back[h] *= scale;
      }
      for (int f : features) {
        int at = place(f) * HIDDEN;
        for (int h = 0; h < HIDDEN; h++) gradients[at + h] += back[h];
      }
    }

    private int place(int feature) {
      if (slot[feature] >= 0) return slot[feature];
      slot[feature] = touched.size();
      touched.add(feature);
      if (touched.size() * HIDDEN > gradients.length)
        gradients = Arrays.copyOf(gradients, gradients.length * 2);
      Arrays.fill(gradients, slot[feature] * HIDDEN, (slot[feature] + 1) * HIDDEN, 0);
      return slot[feature];
    }

    private void step() {
      time++;
      weights.step(time, rate, SHRINK_WEIGHTS);
      bias.step(time, rate, 0);
      first.step(time, rate, 0);
      for (int k = 0; k < touched.size(); k++) {
        int f = touched.get(k);
        slot[f] = -1;
        for (int h = 0; h < HIDDEN; h++) {
          int i = f * HIDDEN + h;
          float g = gradients[k * HIDDEN + h] + SHRINK_VECTORS * vectors[i];
          squares[i] = 0.99f * squares[i] + 0.01f * g * g;
          vectors[i] -= (float) (rate * g / (Math.sqrt(squares[i]) + 1e-5));
        }
      }
      touched.clear();
    }
  }
}
