package io.riskwire.event;

import io.riskwire.event.Frame.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins the frames of an article that tell of one happening, the weightiest leading. */
final class Merge {
  private Merge() {}

  /** The frames of one type by happening, each list with the weightiest first. */
  static List<List<Frame>> groups(List<Frame> frames) {
    List<Frame> sorted = new ArrayList<>(frames);
    sorted.sort(
        Comparator.comparingDouble((Frame f) -> -f.weight)
            .thenComparingInt(f -> f.sentence.order()));
    List<List<Frame>> groups = new ArrayList<>();
    for (Frame frame : sorted) groupFor(frame, groups).add(frame);
    return groups;
  }

  private static List<Frame> groupFor(Frame frame, List<List<Frame>> groups) {
    if (frame.rule.has(Rule.Flag.ASIDE) && !groups.isEmpty()) return groups.getFirst();
    for (List<Frame> group : groups) if (isSame(frame, group)) return group;
    if (!groups.isEmpty() && !standsAlone(frame)) return groups.getFirst();
    List<Frame> fresh = new ArrayList<>();
    groups.add(fresh);
    return fresh;
  }

  private static boolean isSame(Frame frame, List<Frame> group) {
    String vendor = frame.get(Role.VENDOR);
    if (vendor == null) return true;
    boolean any = false;
    for (Frame other : group) {
      String theirs = other.get(Role.VENDOR);
      if (theirs == null) continue;
      if (theirs.equals(vendor) || theirs.equals(frame.get(Role.ACTOR))) return true;
      any = true;
    }
    return !any;
  }

  /** A second happening of a type is told as prominently as the first, with a party of its own. */
  private static boolean standsAlone(Frame frame) {
    return frame.weight >= 0.9 && frame.get(Role.VENDOR) != null && frame.sentence.isTitle();
  }

  /** The first value of a role, the weightiest frame first; null where none has one. */
  static @Nullable String first(List<Frame> group, Role role) {
    for (Frame frame : group) {
      String value = frame.get(role);
      if (value != null) return value;
    }
    return null;
  }

  /** What befalls somebody is not proposed: data that "may have been exposed" were. */
  private static Status ofAct(Frame frame) {
    boolean befalls =
        switch (frame.type) {
          case SECURITY_INCIDENT,
              OUTAGE,
              VULNERABILITY,
              IP_DISPUTE,
              HIDDEN_BEHAVIOUR,
              FINANCIAL_DISTRESS ->
              true;
          default -> false;
        };
    boolean open =
        frame.status == Status.PROPOSED
            || frame.status == Status.ANNOUNCED
            || frame.status == Status.REVERSED;
    return befalls && open && frame.type != EventType.FINANCIAL_DISTRESS
        ? Status.IN_FORCE
        : frame.status;
  }

  /** The product: of the vendor that was found, rather than a class of products. */
  static @Nullable String product(List<Frame> group, @Nullable String vendor) {
    for (Frame frame : group)
      if (vendor != null
          && vendor.equals(frame.get(Role.VENDOR))
          && frame.get(Role.PRODUCT) != null) return frame.get(Role.PRODUCT);
    return first(group, Role.PRODUCT);
  }

  /** A dispute is in force once an act was done, reported while it is words. */
  private static Status ofDispute(List<Frame> group) {
    for (Frame f : group)
      if (f.status == Status.IN_FORCE || f.status == Status.ANNOUNCED) return Status.IN_FORCE;
    return group.getFirst().status;
  }

  /** A denial or a lifting in the title or the lead says how the whole stands. */
  static Status status(List<Frame> group) {
    Status lead = ofAct(group.getFirst());
    if (group.getFirst().type == EventType.VENDOR_DISPUTE) return ofDispute(group);
    for (Status strong : List.of(Status.DENIED, Status.REVERSED, Status.PROPOSED, Status.REPORTED))
      for (Frame f : group)
        if (ofAct(f) == strong && f.sentence.order() <= 2 && f.weight >= 0.7) return strong;
    for (Frame f : group)
      if (lead == Status.IN_FORCE
          && f.status == Status.ANNOUNCED
          && f.sentence.order() <= 2
          && f.weight >= 0.7) return Status.ANNOUNCED;
    return lead;
  }
}
