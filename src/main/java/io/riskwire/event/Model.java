package io.riskwire.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A trained linear model: each feature that stands in an article adds its weight to each outcome,
 * once. The file under {@code event/model} has a line of outcomes and then a feature a line, with
 * the weights that are not zero: {@code T2 ban <product> TAB 0:1.25 4:-0.3}.
 */
final class Model {
  private final List<String> outcomes;
  private final Vocabulary vocabulary = new Vocabulary();
  private final List<float[]> weights = new ArrayList<>();

  private Model(List<String> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  /** The bundled model of a name. */
  static Model load(String name) {
    List<String> lines = bundled(name);
    Model model = new Model(List.of(lines.getFirst().split(" ")));
    for (String line : lines.subList(1, lines.size())) model.add(line);
    return model;
  }

  /** The lines of a bundled file: what was trained, its outcomes first. */
  static List<String> bundled(String name) {
    String path = "/event/model/" + name + ".txt";
    try (InputStream in = Model.class.getResourceAsStream(path)) {
      if (in == null) throw new IOException("not on the class path: " + path);
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      if (lines.isEmpty()) throw new IOException("empty: " + path);
      return lines;
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
    for (int i = 0; i < vocabulary.size(); i++) {
      StringBuilder line = new StringBuilder(vocabulary.name(i)).append('\t');
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
    vocabulary.add(feature);
    weights.add(values);
  }

  /** Begins a judgement. */
  Sum tally() {
    Sum sum = new Sum();
    sum.add(Features.NOWHERE, Tally.BIAS, "", "", "");
    return sum;
  }

  int size() {
    return vocabulary.size();
  }

  /** What the features of one article, or of one choice, come to. */
  final class Sum extends Tally {
    private final double[] sums = new double[outcomes.size()];

    private Sum() {
      super(vocabulary);
    }

    @Override
    void count(int feature) {
      float[] values = weights.get(feature);
      for (int i = 0; i < sums.length; i++) sums[i] += values[i];
    }

    @Override
    double sum(int outcome) {
      return sums[outcome];
    }

    @Override
    double weight(int feature, int outcome) {
      return weights.get(feature)[outcome];
    }

    /** The outcome of the greatest weight, of those of which one has to be. */
    int best() {
      int best = 0;
      for (int i = 1; i < sums.length; i++) if (sums[i] > sums[best]) best = i;
      return best;
    }
  }
}
