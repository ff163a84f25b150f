package io.riskwire.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How sure an event is. Each sentence that tells of it leaves a doubt of one minus the weight of
 * its best frame; the doubts are multiplied ("noisy or", Pearl 1988). Parties that are named lessen
 * what is left.
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

  static double of(List<Frame> group, Event.Roles roles) {
    double doubt = 1 - 0.9 * ofFrames(group);
    if (roles.vendor() != null || roles.product() != null) doubt *= 0.7;
    if (roles.actor() != null) doubt *= 0.85;
    return Math.round((1 - doubt) * 100) / 100.0;
  }
}
