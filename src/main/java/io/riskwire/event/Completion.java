package io.riskwire.event;

import io.riskwire.event.Frame.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills what the sentences of an event leave open from the rest of the article, by type. */
final class Completion {
  private Completion() {}

  static void complete(Map<EventType, List<Frame>> byType, List<Frame> all, Parties parties) {
    List<Frame> bans = byType.get(EventType.TOOL_BAN);
    if (bans != null) cutOff(bans, byType);
    List<Frame> cuts = byType.get(EventType.ACCESS_CUTOFF);
    if (cuts != null) byCustomer(cuts, byType);
    bans = byType.get(EventType.TOOL_BAN);
    for (List<Frame> frames : byType.values()) preferBody(frames, parties);
    if (bans != null && !ban(bans, parties)) byType.remove(EventType.TOOL_BAN);
    for (EventType type : List.of(EventType.ACCESS_CUTOFF, EventType.PRODUCT_CHANGE))
      byType.computeIfPresent(
          type,
          (t, frames) -> {
            frames.removeIf(f -> parties.isAuthorityName(f.get(Role.ACTOR)));
            if (t == EventType.ACCESS_CUTOFF && Merge.first(frames, Role.ACTOR) == null)
              return null;
            return frames.isEmpty() ? null : frames;
          });
    for (EventType type : List.of(EventType.ACCESS_CUTOFF, EventType.PRODUCT_CHANGE))
      own(byType.get(type));
    breached(byType.get(EventType.SECURITY_INCIDENT), all);
    byType.forEach((type, frames) -> about(type, frames, parties));
    List<Frame> disputes = byType.get(EventType.VENDOR_DISPUTE);
    if (disputes != null && Merge.first(disputes, Role.VENDOR) == null)
      byType.remove(EventType.VENDOR_DISPUTE);
  }

  /** "exposed in the Mixpanel breach": whose breach it is called is the one broken into. */
  private static void breached(@Nullable List<Frame> incidents, List<Frame> all) {
    if (incidents == null || isToldByVictim(incidents)) return;
    for (Frame f : all) {
      boolean named =
          f.type == EventType.SECURITY_INCIDENT && f.noun != null && f.sentence.order() <= 1;
      if (!named || f.get(Role.VENDOR) == null || !f.isByModifier) continue;
      for (Frame incident : incidents)
        if (incident.sentence.order() <= 1)
          incident.roles.put(Role.VENDOR, f.roles.get(Role.VENDOR));
      return;
    }
  }

  /** "NordVPN denies a breach": the title says whose it is. */
  private static boolean isToldByVictim(List<Frame> incidents) {
    for (Frame f : incidents)
      if (f.sentence.isTitle() && !f.rule.verbs().isEmpty() && f.get(Role.VENDOR) != null)
        return true;
    return false;
  }

  /** Whom a vendor bars from its own product it cuts off. */
  private static void cutOff(List<Frame> bans, Map<EventType, List<Frame>> byType) {
    for (Frame f : bans)
      if (isOwnAct(f) && f.rule.words().isEmpty() && f.weight >= 0.5 && f.get(Role.SCOPE) != null)
        byType
            .computeIfAbsent(EventType.ACCESS_CUTOFF, k -> new ArrayList<>())
            .add(f.as(EventType.ACCESS_CUTOFF, f.status));
  }

  /** Who cuts its own people off from another's product forbids it. */
  private static void byCustomer(List<Frame> cuts, Map<EventType, List<Frame>> byType) {
    for (Frame f : List.copyOf(cuts)) {
      String actor = f.get(Role.ACTOR);
      String vendor = f.get(Role.VENDOR);
      if (actor == null || vendor == null || actor.equals(vendor) || f.get(Role.PRODUCT) == null)
        continue;
      byType
          .computeIfAbsent(EventType.TOOL_BAN, k -> new ArrayList<>())
          .add(f.as(EventType.TOOL_BAN, f.status));
      cuts.remove(f);
    }
    if (cuts.isEmpty()) byType.remove(EventType.ACCESS_CUTOFF);
  }

  private static boolean isOwnAct(Frame f) {
    String actor = f.get(Role.ACTOR);
    return actor != null && actor.equals(f.get(Role.VENDOR));
  }

  /**
   * A ban without a product or vendor is none; what a vendor keeps from its customers is no ban.
   */
  private static boolean ban(List<Frame> bans, Parties parties) {
    bans.removeIf(Completion::isOwnAct);
    if (bans.isEmpty()) return false;
    if (Merge.first(bans, Role.PRODUCT) == null && Merge.first(bans, Role.VENDOR) == null) {
      Parties.Target target = parties.subjectMatter();
      if (target == null) return false;
      bans.getFirst().put(Role.PRODUCT, target.product());
      bans.getFirst().put(Role.VENDOR, target.vendor());
    }
    if (Merge.first(bans, Role.ACTOR) == null)
      bans.getFirst().put(Role.ACTOR, parties.actorBeside(Merge.first(bans, Role.VENDOR)));
    return true;
  }

  /** Where one sentence says Malaysia and another its commission, the commission acts. */
  private static void preferBody(List<Frame> frames, Parties parties) {
    String place = Merge.first(frames, Role.ACTOR);
    if (place == null || !parties.isPlace(place)) return;
    for (Frame f : frames) {
      String actor = f.get(Role.ACTOR);
      if (actor == null || parties.isPlace(actor) || !parties.isBody(actor)) continue;
      for (Frame other : frames) other.roles.replace(Role.ACTOR, place, actor);
      return;
    }
  }

  /**
   * Vendor and product that the sentences of an event leave out, where the article is about one.
   */
  private static void about(EventType type, @Nullable List<Frame> frames, Parties parties) {
    if (frames == null || frames.isEmpty()) return;
    String vendor = Merge.first(frames, Role.VENDOR);
    String actor = Merge.first(frames, Role.ACTOR);
    if (vendor == null && NAMED.contains(type)) {
      vendor = parties.companyBeside(actor);
      frames.getFirst().put(Role.VENDOR, vendor);
    }
    String product = Merge.first(frames, Role.PRODUCT);
    if (vendor == null && product != null && !parties.isOpenSource()) {
      vendor = parties.makerOf(product, actor);
      frames.getFirst().put(Role.VENDOR, vendor);
    }
    boolean whole = type == EventType.FINANCIAL_DISTRESS || type == EventType.OWNERSHIP_CHANGE;
    if (vendor != null && !whole && product == null)
      frames.getFirst().put(Role.PRODUCT, parties.productOf(vendor));
  }

  private static final java.util.Set<EventType> NAMED =
      java.util.EnumSet.of(
          EventType.SECURITY_INCIDENT,
          EventType.OUTAGE,
          EventType.FINANCIAL_DISTRESS,
          EventType.VULNERABILITY,
          EventType.HIDDEN_BEHAVIOUR,
          EventType.OWNERSHIP_CHANGE,
          EventType.IP_DISPUTE,
          EventType.REGULATORY_ACTION,
          EventType.PRODUCT_CHANGE);

  /** The vendor that changes or cuts off is the actor too. */
  private static void own(@Nullable List<Frame> frames) {
    if (frames == null) return;
    for (Frame f : frames) {
      f.put(Role.VENDOR, f.get(Role.ACTOR));
      f.put(Role.ACTOR, f.get(Role.VENDOR));
    }
  }
}
