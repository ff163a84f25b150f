package io.riskwire.risk;

import io.riskwire.event.Event.Roles;
import io.riskwire.risk.Relation.Kind;
import io.riskwire.risk.Trail.Entry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is in dispute with whom and who banned whose product, one relation for all incidents that
 * tell of it: disputes for the same two parties, bans for the same actor and product.
 */
final class Relations {
  private static final Comparator<Entry> NEWEST =
      Comparator.comparing(Entry::moved).thenComparing(Entry::incident).reversed();

  private Relations() {}

  static List<Relation> of(List<Entry> known) {
    Map<String, List<Entry>> groups = new LinkedHashMap<>();
    known.stream()
        .sorted(NEWEST)
        .forEach(
            entry -> {
              String key = key(entry);
              if (key != null) groups.computeIfAbsent(key, k -> new ArrayList<>()).add(entry);
            });
    return groups.values().stream().map(Relations::relation).toList();
  }

  private static @Nullable Kind kind(Entry entry) {
    return switch (entry.type()) {
      case VENDOR_DISPUTE, LEGAL_ACTION, IP_DISPUTE -> Kind.DISPUTE;
      case TOOL_BAN -> Kind.BAN;
      default -> null;
    };
  }

  /** What the incidents of one relation have in common; null for those that are none. */
  private static @Nullable String key(Entry entry) {
    Kind kind = kind(entry);
    Roles roles = entry.roles();
    if (kind == null || roles.actor() == null || roles.vendor() == null) return null;
    if (Parties.fold(roles.actor()).equals(Parties.fold(roles.vendor()))) return null;
    if (kind == Kind.DISPUTE) return kind + " " + Parties.pair(roles.actor(), roles.vendor());
    String target = roles.product() == null ? roles.vendor() : roles.product();
    return kind + " " + Parties.fold(roles.actor()) + " " + Parties.fold(target);
  }

  @SuppressWarnings("NullAway") // key() has seen to actor, vendor and kind
  private static Relation relation(List<Entry> newestFirst) {
    Entry newest = newestFirst.getFirst();
    Roles roles = newest.roles();
    return new Relation(
        kind(newest),
        roles.actor(),
        roles.vendor(),
        roles.product(),
        roles.replacement(),
        newest.status(),
        newestFirst.stream().map(Relations::since).min(LocalDate::compareTo).orElseThrow(),
        newestFirst.stream().mapToInt(Entry::severity).max().orElseThrow(),
        newestFirst.stream().map(Entry::incident).toList());
  }

  /** A ban counts from the day on which it takes effect. */
  private static LocalDate since(Entry entry) {
    LocalDate effective = entry.effectiveDate();
    return effective != null ? effective : LocalDate.ofInstant(entry.firstSeen(), ZoneOffset.UTC);
  }
}
