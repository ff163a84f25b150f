package io.riskwire.event;

import io.riskwire.event.Frame.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows from events that were read: a suit between companies is a dispute too, a regulator's
 * block over a whole territory a ban and an act of the regulator, a ban that the vendor answers
 * with accusations a dispute.
 */
final class Derived {
  private static final Set<String> ANSWERS =
      Set.of(
          "accuse",
          "deny",
          "reject",
          "dispute",
          "demand",
          "vow",
          "contest",
          "retort",
          "slam",
          "denounce",
          "threaten",
          "enrage",
          "rebut",
          "refute",
          "sue");

  private final Map<EventType, List<Frame>> byType;
  private final List<Parser.Parse> parses;
  private final Parties parties;

  Derived(Map<EventType, List<Frame>> byType, List<Parser.Parse> parses, Parties parties) {
    this.byType = byType;
    this.parses = parses;
    this.parties = parties;
  }

  void add() {
    Frame suit = best(EventType.LEGAL_ACTION);
    if (suit != null && isBetweenCompanies(suit))
      copy(suit, EventType.VENDOR_DISPUTE, Status.IN_FORCE);
    Frame ban = best(EventType.TOOL_BAN);
    for (Frame f : byType.getOrDefault(EventType.VENDOR_DISPUTE, List.of()))
      if (isDone(suit) || isDone(ban) || isDone(best(EventType.ACCESS_CUTOFF)))
        f.status = Status.IN_FORCE;
    if (ban == null) return;
    if (!byType.containsKey(EventType.VENDOR_DISPUTE) && isAnswered(ban))
      copy(ban, EventType.VENDOR_DISPUTE, Status.IN_FORCE);
  }

  private static boolean isDone(@Nullable Frame act) {
    return act != null && (act.status == Status.IN_FORCE || act.status == Status.ANNOUNCED);
  }

  private @Nullable Frame best(EventType type) {
    Frame best = null;
    for (Frame f : byType.getOrDefault(type, List.of()))
      if (best == null || f.weight > best.weight) best = f;
    return best;
  }

  private boolean isBetweenCompanies(Frame suit) {
    List<Frame> all = byType.getOrDefault(EventType.LEGAL_ACTION, List.of());
    String actor = Merge.first(all, Role.ACTOR);
    String vendor = Merge.first(all, Role.VENDOR);
    return actor != null
        && vendor != null
        && !actor.equals(vendor)
        && suit.status != Status.REVERSED
        && parties.isCompanyName(actor)
        && parties.isCompanyName(vendor);
  }

  /** Whether the vendor speaks up against the ban: denies, accuses, demands. */
  private boolean isAnswered(Frame ban) {
    List<Frame> all = byType.getOrDefault(EventType.TOOL_BAN, List.of());
    String vendor = Merge.first(all, Role.VENDOR);
    String actor = Merge.first(all, Role.ACTOR);
    Status status = Merge.status(all);
    if (vendor == null || actor == null || status == Status.DENIED || status == Status.REVERSED)
      return false;
    for (Parser.Parse parse : parses)
      for (Predicate p : parse.predicates()) {
        if (!ANSWERS.contains(p.lemma) || p.subject == null || p.isNegated) continue;
        if (vendor.equals(parties.org(p.subject)) && p.object != null) return true;
      }
    return false;
  }

  private void copy(Frame from, EventType type, Status status) {
    List<Frame> frames = new ArrayList<>();
    for (Frame f : byType.getOrDefault(from.type, List.of())) frames.add(f.as(type, status));
    byType.merge(
        type,
        frames,
        (a, b) -> {
          List<Frame> both = new ArrayList<>(a);
          both.addAll(b);
          return both;
        });
  }
}
