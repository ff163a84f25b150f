package io.riskwire.event;

import io.riskwire.base.Span;
import io.riskwire.event.Frame.Role;
import io.riskwire.event.Judge.Verdict;
import io.riskwire.vendor.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/** Makes events of what is known of an article: which types, who, how far, since when, and why. */
final class Editor {
  /** What is less probable than this is not told. */
  static final double LEAST = 0.45;

  /**
   * What rules read in a headline in so many words need only be this probable: our own articles
   * have far more headlines that mean otherwise than news has.
   */
  private static final double LEAST_BY_HEADLINE = 0.3;

  /** A frame of this weight says it plainly. */
  private static final double PLAIN = 0.9;

  /**
   * Where no rule read so, words alone have to be surer that an article tells of anything. On real
   * headlines that costs nothing of F1 and spares a fifth of the false alarms.
   */
  private static final double LEAST_BY_WORDS_ALONE = 0.8;

  private final Judge judge;
  private final Casting casting;
  private final Models models;
  private final Reasons reasons = new Reasons();

  Editor(Lexicon lexicon, Models models) {
    this.models = models;
    judge = new Judge(lexicon, models);
    casting = new Casting(models);
  }

  List<Event> events(Material article) {
    return events(article, (type, verdict) -> least(article, type, verdict));
  }

  /** {@code least}: what is less probable is not told. */
  List<Event> events(Material article, double least) {
    return events(article, (type, verdict) -> least);
  }

  private List<Event> events(Material article, ToDoubleBiFunction<EventType, Verdict> least) {
    if (article.sentences().isEmpty() || !article.gate().isEmpty()) return List.of();
    Verdict verdict = judge.of(article);
    List<Event> events = new ArrayList<>();
    for (EventType type : EventType.values())
      if (verdict.probability(type) >= least.applyAsDouble(type, verdict))
        tell(type, article, verdict, events);
    return events;
  }

  private static double least(Material article, EventType type, Verdict verdict) {
    if (isPlain(article, type)) return LEAST_BY_HEADLINE;
    boolean byWords = article.byType().isEmpty();
    return byWords && verdict.any() < LEAST_BY_WORDS_ALONE ? 1 : LEAST;
  }

  private static boolean isPlain(Material article, EventType type) {
    return article.byType().getOrDefault(type, List.of()).stream()
        .anyMatch(f -> f.weight >= PLAIN && f.sentence.isTitle());
  }

  private void tell(EventType type, Material article, Verdict verdict, List<Event> events) {
    List<List<Frame>> groups = Merge.groups(article.byType().getOrDefault(type, List.of()));
    List<Frame> first = groups.isEmpty() ? List.of() : groups.getFirst();
    Map<Role, String> cast = casting.of(article, type);
    if (isEmpty(type, cast)) return;
    events.add(event(type, first, cast, article, verdict));
    for (int i = 1; i < groups.size(); i++) {
      Map<Role, String> other = byRules(type, groups.get(i));
      if (!isSameReversed(cast, other) && !isNoOther(cast, other))
        events.add(event(type, groups.get(i), other, article, verdict));
    }
  }

  /** What differs in nothing that both name is told once. */
  private static boolean isNoOther(Map<Role, String> told, Map<Role, String> other) {
    return other.entrySet().stream()
        .allMatch(o -> told.getOrDefault(o.getKey(), o.getValue()).equals(o.getValue()));
  }

  /** The accused of one sentence is the accuser's victim in the next: that is no second act. */
  private static boolean isSameReversed(Map<Role, String> told, Map<Role, String> other) {
    String actor = told.get(Role.ACTOR);
    String otherActor = other.get(Role.ACTOR);
    return actor != null
        && actor.equals(other.get(Role.VENDOR))
        && (otherActor == null || otherActor.equals(told.get(Role.VENDOR)));
  }

  /** A ban that concerns no vendor, product or class of products, a quarrel with nobody. */
  private static boolean isEmpty(EventType type, Map<Role, String> cast) {
    return switch (type) {
      case TOOL_BAN -> !cast.containsKey(Role.VENDOR) && !cast.containsKey(Role.PRODUCT);
      case VENDOR_DISPUTE -> !cast.containsKey(Role.VENDOR);
      default -> false;
    };
  }

  /** A second happening of a type is told by rules alone. */
  private static Map<Role, String> byRules(EventType type, List<Frame> group) {
    Map<Role, String> roles = new EnumMap<>(Role.class);
    for (Role role : Models.ROLES) {
      String value = Merge.first(group, role);
      if (value != null) roles.put(role, value);
    }
    if (type != EventType.TOOL_BAN) roles.remove(Role.REPLACEMENT);
    return roles;
  }

  private Event event(
      EventType type,
      List<Frame> group,
      Map<Role, String> roles,
      Material article,
      Verdict verdict) {
    LocalDate day = day(type, group, article);
    Set<Reason> why = EnumSet.noneOf(Reason.class);
    if (type == EventType.TOOL_BAN) why.addAll(reasons.in(telling(group, article, type, verdict)));
    return new Event(
        type,
        status(type, group, article, day),
        new Event.Roles(
            roles.get(Role.ACTOR),
            roles.get(Role.VENDOR),
            roles.get(Role.PRODUCT),
            Merge.first(group, Role.SCOPE),
            roles.get(Role.REPLACEMENT)),
        day,
        why,
        Math.round(verdict.probability(type) * 100) / 100.0,
        evidence(type, group, article, verdict));
  }

  private @Nullable LocalDate day(EventType type, List<Frame> group, Material article) {
    LocalDate byRules = EffectiveDate.of(article, type, group);
    return Day.choose(article, type, byRules, models.date());
  }

  private Status status(
      EventType type, List<Frame> group, Material article, @Nullable LocalDate day) {
    Model.Sum tally = models.status().tally();
    StatusFeatures.of(article, type, statusByRules(type, group, article), tally);
    Status status = Status.values()[tally.best()];
    if (day == null) return status;
    if (status == Status.IN_FORCE && day.isAfter(article.published())) return Status.ANNOUNCED;
    if (status == Status.ANNOUNCED && !day.isAfter(article.published())) return Status.IN_FORCE;
    return status;
  }

  static @Nullable Status statusByRules(EventType type, List<Frame> group, Material article) {
    return group.isEmpty() ? null : Hearsay.settle(type, Merge.status(group), article.sentences());
  }

  private static List<Sentence> telling(
      List<Frame> group, Material article, EventType type, Verdict verdict) {
    if (!group.isEmpty()) return group.stream().map(f -> f.sentence).toList();
    return List.of(best(article, type, verdict));
  }

  private static Sentence best(Material article, EventType type, Verdict verdict) {
    int order = verdict.words().sentence(type.ordinal());
    for (Sentence s : article.sentences()) if (s.order() == order) return s;
    return article.sentences().getFirst();
  }

  private static List<Evidence> evidence(
      EventType type, List<Frame> group, Material article, Verdict verdict) {
    List<Evidence> evidence = new ArrayList<>();
    for (Frame f : group)
      if (evidence.size() < 3 && f.weight > 0)
        evidence.add(quote(f.sentence, f.from, f.to, f.rule.id()));
    if (evidence.isEmpty()) evidence.add(learned(type, article, verdict));
    return evidence;
  }

  /** The stretch of words that weighs most for the type (Kadane's greatest sum). */
  private static Evidence learned(EventType type, Material article, Verdict verdict) {
    Sentence s = best(article, type, verdict);
    double[] weights = verdict.words().words(s, type.ordinal());
    int from = 0, to = 0, start = 0;
    double most = 0, sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (sum <= 0) {
        sum = 0;
        start = i;
      }
      sum += weights[i] - 0.02;
      if (sum <= most) continue;
      most = sum;
      from = start;
      to = i;
    }
    if (to == from) to = weights.length - 1;
    return quote(s, s.from() + from, s.from() + to, "learned:" + type.label());
  }

  private static Evidence quote(Sentence sentence, int first, int last, String rule) {
    Words words = sentence.passage().words;
    int from = Math.max(first, sentence.from());
    int to = Math.min(last, sentence.to() - 1);
    int start = words.start(from);
    int end = Math.max(words.end(to), start + 1);
    if (end - start > Evidence.LONGEST) end = start + Evidence.LONGEST;
    if (Character.isHighSurrogate(words.text().charAt(end - 1))) end--;
    return new Evidence(
        sentence.passage().field, new Span(start, end), words.text().substring(start, end), rule);
  }
}
