package io.riskwire.event;

import io.riskwire.event.Frame.Role;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Fills the roles of an event: for each the likeliest candidate, or none. */
final class Casting {
  private static final int YES = 0;

  private final Models models;

  Casting(Models models) {
    this.models = models;
  }

  /** Who fills the roles of an event of this type; what is left open is absent. */
  Map<Role, String> of(Material article, EventType type) {
    Map<Role, String> cast = new EnumMap<>(Role.class);
    for (Role role : Models.ROLES) choose(article, type, role, cast);
    if (concernsProducts(type)) maker(article, cast).ifPresent(m -> cast.put(Role.VENDOR, m));
    return cast;
  }

  /** Where a product is concerned, its maker is the vendor, named or not (the corpus' guide). */
  private static boolean concernsProducts(EventType type) {
    return type == EventType.TOOL_BAN
        || type == EventType.VULNERABILITY
        || type == EventType.PRODUCT_CHANGE;
  }

  private static Optional<String> maker(Material article, Map<Role, String> cast) {
    String product = cast.get(Role.PRODUCT);
    if (product == null) return Optional.empty();
    return Candidate.of(article, Role.PRODUCT).stream()
        .filter(c -> c.value.equals(product) && c.entity != null && c.entity.isKnown)
        .map(c -> c.entity == null ? null : c.entity.vendor)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private void choose(Material article, EventType type, Role role, Map<Role, String> cast) {
    List<Candidate> candidates = Candidate.of(article, role);
    PartyFeatures features = new PartyFeatures(article, type, role, cast);
    Model model = models.parties().get(role);
    if (model == null || candidates.isEmpty()) return;
    Model.Tally none = model.tally();
    features.none(candidates.size(), none);
    double total = Math.exp(none.sum(YES));
    double most = 0;
    String best = "";
    for (Candidate c : candidates) {
      Model.Tally tally = model.tally();
      features.of(c, candidates.size(), tally);
      double odds = Math.exp(tally.sum(YES));
      total += odds;
      if (odds <= most) continue;
      most = odds;
      best = c.value;
    }
    if (most / total >= least(role)) cast.put(role, best);
  }

  /**
   * A candidate less likely than this leaves the role open: by which cross-validation errs least.
   */
  private static double least(Role role) {
    return role == Role.VENDOR || role == Role.ACTOR ? 0.4 : 0.3;
  }
}
