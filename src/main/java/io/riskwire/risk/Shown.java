package io.riskwire.risk;

import io.riskwire.event.Event;
import io.riskwire.event.Event.Roles;
import io.riskwire.event.Events.Told;
import io.riskwire.event.Reason;
import io.riskwire.risk.Incident.Claim;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an incident shows where its reports differ: the value that most reports state; of equals the
 * one with the surer report, then the one told first.
 */
final class Shown {
  private final List<Told> told;

  private final Act.@Nullable Edit fixed;

  Shown(List<Told> told) {
    this(told, null);
  }

  /** {@code fixed}: what an analyst set by hand, which goes before what reports state. */
  Shown(List<Told> told, Act.@Nullable Edit fixed) {
    this.told = List.copyOf(told);
    this.fixed = fixed;
  }

  Roles roles() {
    return new Roles(
        set(Act.Edit::actor, best(votes(e -> e.roles().actor(), Parties::isOne))),
        set(Act.Edit::vendor, value(e -> e.roles().vendor())),
        set(Act.Edit::product, value(e -> e.roles().product())),
        set(Act.Edit::scope, value(e -> e.roles().scope())),
        set(Act.Edit::replacement, value(e -> e.roles().replacement())));
  }

  private @Nullable String set(Function<Act.Edit, @Nullable String> field, @Nullable String told) {
    String value = fixed == null ? null : field.apply(fixed);
    if (value == null) return told;
    return value.isBlank() ? null : value;
  }

  @Nullable LocalDate effectiveDate() {
    if (fixed != null && fixed.effectiveDate() != null) return fixed.effectiveDate();
    String date = value(Shown::date);
    return date == null ? null : LocalDate.parse(date);
  }

  Set<Reason> reasons() {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    told.forEach(t -> reasons.addAll(t.event().reasons()));
    return reasons;
  }

  /** Every value of the fields of which there is more than one, with the articles that state it. */
  List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    claim(claims, "status", e -> e.status().label());
    claim(claims, "actor", votes(e -> e.roles().actor(), Parties::isOne));
    claim(claims, "vendor", e -> e.roles().vendor());
    claim(claims, "product", e -> e.roles().product());
    claim(claims, "scope", e -> e.roles().scope());
    claim(claims, "replacement", e -> e.roles().replacement());
    claim(claims, "effectiveDate", Shown::date);
    return claims;
  }

  private void claim(List<Claim> claims, String field, Function<Event, @Nullable String> of) {
    claim(claims, field, votes(of, String::equalsIgnoreCase));
  }

  private static void claim(List<Claim> claims, String field, List<Votes> votes) {
    if (votes.size() > 1)
      votes.forEach(v -> claims.add(new Claim(field, v.value, List.copyOf(v.articles))));
  }

  private @Nullable String value(Function<Event, @Nullable String> of) {
    return best(votes(of, String::equalsIgnoreCase));
  }

  private static @Nullable String best(List<Votes> all) {
    Votes best = null;
    for (Votes votes : all) if (best == null || votes.beats(best)) best = votes;
    return best == null ? null : best.value;
  }

  private List<Votes> votes(
      Function<Event, @Nullable String> of, BiPredicate<String, String> isSame) {
    List<Votes> votes = new ArrayList<>();
    for (Told t : told) {
      String value = of.apply(t.event());
      if (value == null) continue;
      Votes said = votes.stream().filter(v -> isSame.test(v.value, value)).findFirst().orElse(null);
      if (said == null) {
        said = new Votes(value);
        votes.add(said);
      }
      said.add(t);
    }
    return votes;
  }

  private static @Nullable String date(Event event) {
    return event.effectiveDate() == null ? null : event.effectiveDate().toString();
  }

  private static final class Votes {
    final String value;
    final List<Long> articles = new ArrayList<>();
    double surest;

    Votes(String value) {
      this.value = value;
    }

    void add(Told told) {
      if (!articles.contains(told.article())) articles.add(told.article());
      surest = Math.max(surest, told.event().confidence());
    }

    boolean beats(Votes other) {
      int more = Integer.compare(articles.size(), other.articles.size());
      return more != 0 ? more > 0 : surest > other.surest;
    }
  }
}
