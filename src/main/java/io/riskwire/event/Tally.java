package io.riskwire.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The features of one article, or of one choice, that a trained model knows, each once with the
 * place where it stood first; and what they come to.
 */
abstract class Tally implements Features {
  /** Stands in every article: its weights are what an outcome begins with. */
  static final String BIAS = "BIAS";

  /** A feature that stood in an article, where, and what it weighs for the outcome asked about. */
  record Reason(String feature, int place, double weight) {}

  private final Vocabulary vocabulary;
  private final long[] seen;
  private int[] hits = new int[128];
  private int[] places = new int[128];
  private int size;

  Tally(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    seen = new long[vocabulary.size() / 64 + 1];
  }

  @Override
  public final void add(int place, String template, String first, String second, String third) {
    int number = vocabulary.find(template, first, second, third);
    if (number < 0 || (seen[number >> 6] >> number & 1) != 0) return;
    seen[number >> 6] |= 1L << number;
    if (size == hits.length) {
      hits = Arrays.copyOf(hits, size * 2);
      places = Arrays.copyOf(places, size * 2);
    }
    hits[size] = number;
    places[size++] = place;
    count(number);
  }

  /** Takes a feature that stands for the first time. */
  abstract void count(int feature);

  /** What all features together weigh for an outcome. */
  abstract double sum(int outcome);

  /** What one of the features that stood weighs for an outcome. */
  abstract double weight(int feature, int outcome);

  /** How many features stood. */
  final int size() {
    return size;
  }

  /** The probability of an outcome that is judged by itself. */
  final double probability(int outcome) {
    return 1 / (1 + Math.exp(-sum(outcome)));
  }

  /** What speaks for an outcome, the weightiest first. */
  final List<Reason> reasons(int outcome) {
    List<Reason> reasons = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double weight = weight(hits[i], outcome);
      if (weight > 0) reasons.add(new Reason(vocabulary.name(hits[i]), places[i], weight));
    }
    reasons.sort(Comparator.comparingDouble(r -> -r.weight()));
    return reasons;
  }

  /** The sentence that carries the most weight for an outcome; the title where none does. */
  final int sentence(int outcome) {
    Map<Integer, Double> bySentence = new HashMap<>();
    for (int i = 0; i < size; i++)
      if (places[i] != Features.NOWHERE)
        bySentence.merge(places[i] >> 8, weight(hits[i], outcome), Double::sum);
    return bySentence.entrySet().stream()
        .max(Map.Entry.<Integer, Double>comparingByValue().thenComparing(e -> -e.getKey()))
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  /** What each word of a sentence weighs for an outcome. */
  final double[] words(Sentence s, int outcome) {
    double[] words = new double[s.to() - s.from()];
    for (int i = 0; i < size; i++)
      if (places[i] != Features.NOWHERE && places[i] >> 8 == s.order())
        words[Math.min(words.length - 1, places[i] & 255)] += weight(hits[i], outcome);
    return words;
  }
}
