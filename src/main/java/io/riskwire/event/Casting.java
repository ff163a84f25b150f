package io.riskwire.event;

import io.riskwire.event.Frame.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills the roles of an event: for each the likeliest candidate, or none. */
final class Casting {
  private static final int YES = 0;

  /**
   * A candidate less likely than this leaves the role open: by which cross-validation errs least.
   */
  private static final double LEAST = 0.25;

  /** The same of a vendor: a ban of nobody's product is none. */
  private static final double LEAST_VENDOR = 0.35;

  private final Models models;

  Casting(Models models) {
    this.models = models;
  }

  /** Who fills the roles of an event of this type; what is left open is absent. */
  Map<Role, String> of(Material article, EventType type) {
    List<Candidate> products = Candidate.of(article, Role.PRODUCT);
    Map<Role, String> cast = parties(article, type, products);
    fill(
        Role.PRODUCT,
        options(article, type, Role.PRODUCT, atRisk(products, type, cast), cast),
        cast);
    List<Candidate> replacements = Candidate.of(article, Role.REPLACEMENT);
    fill(Role.REPLACEMENT, options(article, type, Role.REPLACEMENT, replacements, cast), cast);
    if (concernsProducts(type)) maker(products, cast).ifPresent(m -> cast.put(Role.VENDOR, m));
    if (!mayActOnItself(type)) cast.remove(Role.ACTOR, cast.get(Role.VENDOR));
    return cast;
  }

  private static void fill(Role role, List<Option> options, Map<Role, String> cast) {
    best(options, LEAST).ifPresent(o -> o.fill(role, cast));
  }

  /** A product of who acts is at risk only where it is copied, or where two quarrel over it. */
  private static List<Candidate> atRisk(
      List<Candidate> products, EventType type, Map<Role, String> cast) {
    String actor = cast.get(Role.ACTOR);
    boolean mayBeActors = type == EventType.IP_DISPUTE || type == EventType.VENDOR_DISPUTE;
    if (actor == null || mayBeActors || actor.equals(cast.get(Role.VENDOR))) return products;
    return products.stream().filter(p -> !isMadeBy(p, actor)).toList();
  }

  private static boolean isMadeBy(Candidate product, String maker) {
    Entity e = product.entity;
    return e != null && e.isKnown && (maker.equals(e.vendor) || maker.equals(e.owner));
  }

  /** Nobody forbids, accuses or quarrels with itself. */
  private static boolean mayActOnItself(EventType type) {
    return switch (type) {
      case TOOL_BAN, VENDOR_DISPUTE, HIDDEN_BEHAVIOUR, IP_DISPUTE -> false;
      default -> true;
    };
  }

  /**
   * Vendor, actor and product are settled together: who is likeliest as the one may be likelier
   * still as the other, and "Qoder in, Claude Code out" tells one product from the other only with
   * who makes it.
   */
  private Map<Role, String> parties(Material article, EventType type, List<Candidate> products) {
    List<Candidate> actors = Candidate.of(article, Role.ACTOR);
    List<Option> vendors =
        options(article, type, Role.VENDOR, Candidate.of(article, Role.VENDOR), Map.of());
    Optional<Option> likeliest = best(vendors, LEAST_VENDOR);
    if (likeliest.isEmpty())
      return withActor(article, type, actors, new EnumMap<>(Role.class)).cast;
    Acting most = null;
    double odds = 0;
    for (Option vendor : vendors) {
      if (vendor.value == null || vendor.likelihood < likeliest.get().likelihood / 3) continue;
      Map<Role, String> cast = new EnumMap<>(Role.class);
      vendor.fill(Role.VENDOR, cast);
      Acting acting = withActor(article, type, actors, cast);
      double together =
          vendor.likelihood
              * acting.likelihood
              * likeliestProduct(article, type, products, acting.cast);
      if (most != null && together <= odds) continue;
      odds = together;
      most = acting;
    }
    return Objects.requireNonNull(most, "the likeliest vendor is among them").cast;
  }

  /** How likely the likeliest product is beside these parties, where one is at stake; else 1. */
  private double likeliestProduct(
      Material article, EventType type, List<Candidate> products, Map<Role, String> cast) {
    if (!concernsProducts(type)) return 1;
    return options(article, type, Role.PRODUCT, atRisk(products, type, cast), cast).stream()
        .mapToDouble(Option::likelihood)
        .max()
        .orElse(1);
  }

  private record Acting(Map<Role, String> cast, double likelihood) {}

  private Acting withActor(
      Material article, EventType type, List<Candidate> candidates, Map<Role, String> cast) {
    List<Option> actors = options(article, type, Role.ACTOR, candidates, cast);
    Option nobody = actors.getLast();
    String vendor = cast.get(Role.VENDOR);
    if (vendor != null && !mayActOnItself(type))
      actors = actors.stream().filter(a -> !vendor.equals(a.value)).toList();
    Option actor = best(actors, LEAST).orElse(nobody);
    actor.fill(Role.ACTOR, cast);
    return new Acting(cast, actor.likelihood);
  }

  /** Where a product is concerned, its maker is the vendor, named or not (the corpus' guide). */
  private static boolean concernsProducts(EventType type) {
    return type == EventType.TOOL_BAN
        || type == EventType.HIDDEN_BEHAVIOUR
        || type == EventType.VULNERABILITY
        || type == EventType.PRODUCT_CHANGE;
  }

  private static Optional<String> maker(List<Candidate> products, Map<Role, String> cast) {
    String product = cast.get(Role.PRODUCT);
    if (product == null) return Optional.empty();
    return products.stream()
        .filter(c -> c.value.equals(product) && c.entity != null && c.entity.isKnown)
        .map(c -> c.entity == null ? null : c.entity.vendor)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** One way to fill a role; without a value it is left open. */
  private record Option(@Nullable String value, double likelihood) {
    void fill(Role role, Map<Role, String> cast) {
      if (value != null) cast.put(role, value);
    }
  }

  /** All ways to fill a role, leaving it open among them; their likelihoods add up to 1. */
  private List<Option> options(
      Material article,
      EventType type,
      Role role,
      List<Candidate> candidates,
      Map<Role, String> cast) {
    Model model = models.parties().get(role);
    if (model == null || candidates.isEmpty()) return List.of(new Option(null, 1));
    PartyFeatures features = new PartyFeatures(article, type, role, cast);
    Tally none = model.tally();
    features.none(candidates, none);
    double[] odds = new double[candidates.size() + 1];
    double total = odds[candidates.size()] = Math.exp(none.sum(YES));
    for (int i = 0; i < candidates.size(); i++) {
      Tally tally = model.tally();
      features.of(candidates.get(i), candidates.size(), tally);
      total += odds[i] = Math.exp(tally.sum(YES));
    }
    List<Option> options = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++)
      options.add(new Option(candidates.get(i).value, odds[i] / total));
    options.add(new Option(null, odds[candidates.size()] / total));
    return options;
  }

  /** The likeliest candidate, if likely enough; nobody need be unlikelier. */
  private static Optional<Option> best(List<Option> options, double least) {
    return options.stream()
        .filter(o -> o.value != null && o.likelihood >= least)
        .max(Comparator.comparingDouble(Option::likelihood));
  }
}
