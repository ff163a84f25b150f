package io.riskwire.risk;

import io.riskwire.base.Invalid;
import io.riskwire.event.EventType;
import java.util.Map;

/** How much the types of incidents count for somebody, from 0 (not at all) to 5; 1 unless said. */
public record Weights(Map<EventType, Double> byType) {
  public static final Weights EVEN = new Weights(Map.of());

  private static final double HEAVIEST = 5;

  public Weights {
    byType = Map.copyOf(byType);
    byType.forEach(
        (type, weight) -> {
          if (!(weight >= 0 && weight <= HEAVIEST))
            throw new Invalid(type.label(), "between 0 and " + (int) HEAVIEST);
        });
  }

  public double of(EventType type) {
    return byType.getOrDefault(type, 1.0);
  }
}
