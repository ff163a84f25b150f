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
  private final Map<EventType, List<Frame>> byType;
  private final List<Frame> frames;
  private final Parties parties;

  Derived(Map<EventType, List<Frame>> byType, List<Frame> frames, Parties parties) {
    this.byType = byType;
    this.frames = frames;
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
    if (!byType.containsKey(EventType.VENDOR_DISPUTE) && isAnswered())
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
        && !isOfMany(suit.sentence)
        && parties.isCompanyName(actor)
        && parties.isCompanyName(vendor);
  }

  /** A class action, or a suit of shareholders, is no conflict between two organisations. */
  private static boolean isOfMany(Sentence sentence) {
    for (int i = sentence.from(); i < sentence.to(); i++)
      if (MANY.contains(sentence.passage().lower(i))) return true;
    return false;
  }

  private static final Set<String> MANY =
      Set.of("class", "shareholders", "investors", "consumers", "parents", "users");

  /** Whether the vendor speaks up against the ban: denies, accuses, demands. */
  private boolean isAnswered() {
    List<Frame> all = byType.getOrDefault(EventType.TOOL_BAN, List.of());
    String vendor = Merge.first(all, Role.VENDOR);
    String actor = Merge.first(all, Role.ACTOR);
    Status status = Merge.status(all);
    if (vendor == null || actor == null || status == Status.DENIED || status == Status.REVERSED)
      return false;
    for (Frame f : frames) if (f.rule.has(Rule.Flag.ANSWER) && f.weight >= 0.12) return true;
    return false;
  }

  private void copy(Frame from, EventType type, Status status) {
    List<Frame> copies = new ArrayList<>();
    for (Frame f : byType.getOrDefault(from.type, List.of())) copies.add(f.as(type, status));
    byType.merge(
        type,
        copies,
        (a, b) -> {
          List<Frame> both = new ArrayList<>(a);
          both.addAll(b);
          return both;
        });
  }
}
