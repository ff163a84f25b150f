package io.riskwire.event;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out what only leads up to the news: the breach over which a firm is fined or somebody
 * arrested, the theft of secrets over which two firms quarrel.
 */
final class Background {
  private static final Set<EventType> CONSEQUENCES =
      EnumSet.of(EventType.LEGAL_ACTION, EventType.REGULATORY_ACTION, EventType.TRADE_RESTRICTION);
  private static final Set<EventType> CAUSES =
      EnumSet.of(
          EventType.SECURITY_INCIDENT,
          EventType.VULNERABILITY,
          EventType.HIDDEN_BEHAVIOUR,
          EventType.OUTAGE);
  private static final Set<String> ARRESTS =
      Set.of(
          "arrest",
          "detain",
          "seize",
          "dismantle",
          "jail",
          "sentence",
          "extradite",
          "plead",
          "nab");

  private Background() {}

  static void drop(Map<EventType, List<Frame>> byType, List<Parser.Parse> parses) {
    if (byType.containsKey(EventType.IP_DISPUTE))
      keep(byType, EventType.SECURITY_INCIDENT, f -> f.noun != null);
    if (!hasConsequence(byType) && !isArrest(parses)) return;
    for (EventType type : CAUSES) keep(byType, type, Background::isNewsOfItsOwn);
  }

  private static void keep(
      Map<EventType, List<Frame>> byType,
      EventType type,
      java.util.function.Predicate<Frame> which) {
    byType.computeIfPresent(
        type,
        (t, frames) -> {
          frames.removeIf(which.negate());
          return frames.isEmpty() ? null : frames;
        });
  }

  private static boolean hasConsequence(Map<EventType, List<Frame>> byType) {
    for (EventType type : CONSEQUENCES)
      for (Frame f : byType.getOrDefault(type, List.of()))
        if (f.sentence.order() == 0 && f.weight >= 0.4) return true;
    return false;
  }

  private static boolean isArrest(List<Parser.Parse> parses) {
    for (Parser.Parse parse : parses)
      if (parse.sentence().order() == 0)
        for (Predicate p : parse.predicates()) if (ARRESTS.contains(p.lemma)) return true;
    return false;
  }

  /** In the title, told by a verb of its own. */
  private static boolean isNewsOfItsOwn(Frame frame) {
    return frame.sentence.isTitle()
        && !frame.rule.verbs().isEmpty()
        && !isGoverned(frame.predicate);
  }

  /** "accused of concealing a breach": the verb stands under another. */
  private static boolean isGoverned(@Nullable Predicate p) {
    return p != null && (p.parent != null || p.isGerund || p.isInfinitive || p.isRelative);
  }
}
