package io.riskwire.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How sure the rules are of an event. Each sentence that tells of it leaves a doubt of one minus
 * the weight of its best frame; the doubts are multiplied ("noisy or", Pearl 1988).
 */
final class Confidence {
  /** Frames that leave more doubt than this make no event. */
  static final double THRESHOLD = 0.5;

  private Confidence() {}

  static double ofFrames(List<Frame> frames) {
    Map<Sentence, Double> best = new HashMap<>();
    for (Frame f : frames) best.merge(f.sentence, f.weight, Math::max);
    double doubt = 1;
    for (double weight : best.values()) doubt *= 1 - Math.min(1, weight);
    return 1 - doubt;
  }
}
