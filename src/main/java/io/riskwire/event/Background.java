package io.riskwire.event;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes out what only leads up to the news: the breach over which a firm is fined, the flaw through
 * which it was broken into.
 */
final class Background {
  private static final Set<EventType> CONSEQUENCES =
      EnumSet.of(EventType.LEGAL_ACTION, EventType.REGULATORY_ACTION, EventType.TRADE_RESTRICTION);
  private static final Set<EventType> CAUSES =
      EnumSet.of(EventType.SECURITY_INCIDENT, EventType.VULNERABILITY, EventType.HIDDEN_BEHAVIOUR);

  private Background() {}

  static void drop(Map<EventType, List<Frame>> byType) {
    boolean consequence = false;
    for (EventType type : CONSEQUENCES)
      for (Frame f : byType.getOrDefault(type, List.of())) consequence |= f.sentence.order() == 0;
    if (!consequence) return;
    for (EventType type : CAUSES) {
      List<Frame> frames = byType.get(type);
      if (frames == null) continue;
      frames.removeIf(f -> !isNewsOfItsOwn(f));
      if (frames.isEmpty()) byType.remove(type);
    }
  }

  /** In the title, told by a verb of its own. */
  private static boolean isNewsOfItsOwn(Frame frame) {
    return frame.sentence.isTitle() && frame.rule.nouns().isEmpty();
  }
}
