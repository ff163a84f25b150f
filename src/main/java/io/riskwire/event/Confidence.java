package io.riskwire.event;

import java.util.List;

/**
 * How sure an event is: one minus the product of what each named feature leaves in doubt. Weight of
 * the best frame, a second frame, a vendor or product, an actor.
 */
final class Confidence {
  private Confidence() {}

  static double of(List<Frame> group, Event.Roles roles) {
    double doubt = 1 - 0.6 * Math.min(1, group.getFirst().weight);
    if (group.size() > 1) doubt *= 0.7;
    if (roles.vendor() != null || roles.product() != null) doubt *= 0.7;
    if (roles.actor() != null) doubt *= 0.85;
    return Math.round((1 - doubt) * 100) / 100.0;
  }
}
