package io.riskwire.risk;

import io.riskwire.event.Event.Roles;
import io.riskwire.event.EventType;
import io.riskwire.risk.Trail.Entry;
import io.riskwire.risk.VendorRisk.Term;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vendor, known by its names in lower case, and all that was ever known of its incidents: what
 * its risk is at the end of any day, by {@code docs/scoring.md}, "A vendor's risk". Only what was
 * known by then counts.
 */
final class Exposure {
  /** The sum of points at which the risk is 63 of 100 (1 − 1/e). */
  private static final double SCALE = 60;

  /** Points that change no value. */
  private static final double NOTHING = 0.01;

  private final Set<String> names;
  private final List<Trail> trails;
  private final Weights weights;

  Exposure(Set<String> names, List<Trail> trails, Weights weights) {
    this.names = names;
    this.trails = trails;
    this.weights = weights;
  }

  /** The risk at the end of {@code day}, with its terms. */
  VendorRisk on(LocalDate day) {
    double sum = 0;
    List<Added> added = new ArrayList<>();
    for (Entry entry : known(day)) {
      double points = points(entry, day);
      sum += points;
      if (points >= NOTHING) added.add(new Added(entry, points));
    }
    if (sum == 0) return VendorRisk.NONE;
    double share = saturated(sum) / sum;
    List<Term> terms =
        added.stream()
            .sorted(Comparator.comparingDouble(Added::points).reversed())
            .map(a -> term(a, share, day))
            .toList();
    return new VendorRisk(rounded(saturated(sum), 10), terms);
  }

  private record Added(Entry entry, double points) {}

  /** The risk at the end of {@code day} alone. */
  double value(LocalDate day) {
    return daily(day, 1)[0];
  }

  /** How much of the risk at the end of {@code day} each type makes; they add up to it. */
  Map<EventType, Double> byType(LocalDate day) {
    Map<EventType, Double> byType = new EnumMap<>(EventType.class);
    for (Entry entry : known(day)) {
      double points = points(entry, day);
      if (points >= NOTHING) byType.merge(entry.type(), points, Double::sum);
    }
    double sum = byType.values().stream().mapToDouble(p -> p).sum();
    byType.replaceAll((type, points) -> rounded(points * saturated(sum) / sum, 10));
    return byType;
  }

  /** What was known of each incident at the end of a day, without those taken back by then. */
  List<Entry> known(LocalDate day) {
    Instant end = end(day);
    List<Entry> known = new ArrayList<>();
    for (Trail trail : trails) {
      Entry entry = trail.before(end);
      if (entry != null && !entry.isWithdrawn()) known.add(entry);
    }
    return known;
  }

  /** The risk at the end of each day from {@code from} on. */
  double[] daily(LocalDate from, int days) {
    double[] sums = new double[days];
    for (Trail trail : trails) add(sums, trail, from);
    for (int i = 0; i < days; i++) sums[i] = rounded(saturated(sums[i]), 10);
    return sums;
  }

  /** Each entry holds from its day until the day of the next one. */
  private void add(double[] sums, Trail trail, LocalDate from) {
    for (int i = 0; i < trail.entries().size(); i++) {
      Entry entry = trail.entries().get(i);
      boolean isLast = i + 1 == trail.entries().size();
      int first = Math.max(0, index(from, entry.at()));
      int next =
          isLast
              ? sums.length
              : Math.min(sums.length, index(from, trail.entries().get(i + 1).at()));
      double full = full(entry);
      if (entry.isWithdrawn() || full == 0) continue;
      LocalDate start = HalfLife.start(entry);
      double halfLife = HalfLife.of(entry.type(), entry.status());
      for (int d = first; d < next; d++)
        sums[d] += full * HalfLife.left(HalfLife.age(start, from.plusDays(d)), halfLife);
    }
  }

  private static int index(LocalDate from, Instant at) {
    return Math.toIntExact(
        LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay() - from.toEpochDay());
  }

  private double points(Entry entry, LocalDate day) {
    long age = HalfLife.age(HalfLife.start(entry), day);
    return full(entry) * HalfLife.left(age, HalfLife.of(entry.type(), entry.status()));
  }

  /** What it adds before it ages. */
  private double full(Entry entry) {
    return entry.severity() * entry.confidence() * share(entry) * weights.of(entry.type());
  }

  /** Whom it befalls bears all of it; who takes a dispute to another, or buys one, a part. */
  private double share(Entry entry) {
    Roles roles = entry.roles();
    if (isNamed(roles.vendor())) return 1;
    if (!isNamed(roles.actor())) return 0;
    return switch (entry.type()) {
      case VENDOR_DISPUTE, IP_DISPUTE, LEGAL_ACTION -> 0.5;
      case OWNERSHIP_CHANGE -> 0.25;
      default -> 0;
    };
  }

  boolean isNamed(@Nullable String name) {
    return name != null && names.contains(name.toLowerCase(Locale.ROOT));
  }

  private Term term(Added added, double share, LocalDate day) {
    Entry entry = added.entry();
    return new Term(
        entry.incident(),
        entry.title(),
        entry.type(),
        entry.status(),
        rounded(added.points() * share, 100),
        why(entry, day));
  }

  /** {@code severity 72 × confidence 0.91 × 2^(−30/180)}, and what else there is. */
  private String why(Entry entry, LocalDate day) {
    StringBuilder why = new StringBuilder();
    why.append(
        String.format(
            Locale.ROOT,
            "severity %d × confidence %.2f × 2^(−%d/%.0f days)",
            entry.severity(),
            entry.confidence(),
            HalfLife.age(HalfLife.start(entry), day),
            HalfLife.of(entry.type(), entry.status())));
    if (share(entry) != 1) why.append(String.format(Locale.ROOT, " × %.2f as actor", share(entry)));
    double weight = weights.of(entry.type());
    if (weight != 1) why.append(String.format(Locale.ROOT, " × weight %.1f", weight));
    return why.toString();
  }

  private static double saturated(double sum) {
    return 100 * -Math.expm1(-sum / SCALE);
  }

  private static double rounded(double value, int parts) {
    return Math.round(value * parts) / (double) parts;
  }

  private static Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
