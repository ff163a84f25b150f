package io.riskwire.event;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule that matched in a sentence: what it says happened, before it is joined with others. */
final class Frame {
  /** Which party of a happening a frame tells. */
  enum Role {
    ACTOR,
    VENDOR,
    PRODUCT,
    SCOPE,
    REPLACEMENT;

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
      return label;
    }
  }

  final Rule rule;
  final EventType type;
  final Sentence sentence;
  final @Nullable Predicate predicate;
  final int from;
  final int to;
  final Map<Role, String> roles = new EnumMap<>(Role.class);
  Status status;

  /** Whether the party stands within the phrase: "the Mixpanel breach". */
  boolean isByModifier;

  /** The phrase that a noun rule read. */
  @Nullable Phrase noun;

  @Nullable LocalDate effective;
  double weight;

  /** The sentence as it was read. */
  Parser.@Nullable Parse parse;

  Frame(
      Rule rule,
      EventType type,
      Sentence sentence,
      @Nullable Predicate predicate,
      int from,
      int to,
      Status status) {
    this.rule = rule;
    this.type = type;
    this.sentence = sentence;
    this.predicate = predicate;
    this.from = from;
    this.to = to;
    this.status = status;
  }

  /** The same words, as telling of another type of happening that follows from this one. */
  Frame as(EventType other, Status otherStatus) {
    Frame frame = new Frame(rule, other, sentence, predicate, from, to, otherStatus);
    frame.roles.putAll(roles);
    frame.weight = weight;
    frame.parse = parse;
    return frame;
  }

  /** Weighs nothing: it only fills roles. */
  Frame asAside() {
    weight = 0;
    return this;
  }

  @Nullable String get(Role role) {
    return roles.get(role);
  }

  void put(Role role, @Nullable String value) {
    if (value != null && !value.isBlank()) roles.putIfAbsent(role, value);
  }

  @Override
  public String toString() {
    return rule.id() + " " + status + " " + roles + " w" + weight;
  }
}
