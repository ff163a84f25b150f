package io.riskwire.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verb with its helpers and its arguments. {@code subject} and {@code object} are the logical
 * ones: who does it, to whom it is done, whatever the voice.
 */
final class Predicate {
  /** What a modal verb or its like says of the happening. */
  enum Mood {
    PLAIN,
    FUTURE,
    POSSIBLE,
    DUTY
  }

  final Sentence sentence;
  final int from;

  /** The word of the verb itself. */
  final int verb;

  final String lemma;
  long classes;
  @Nullable String particle;
  boolean isPassive;

  /** A bare participle that may be active or passive: "firm hit by attack", "firm fined". */
  boolean maybePassive;

  boolean isNegated;
  boolean isInfinitive;
  boolean isGerund;
  boolean isPast;
  boolean isPerfect;
  boolean isPastPerfect;
  boolean isRelative;
  boolean isQuestion;
  boolean isHedged;
  boolean isAbility;
  Mood mood = Mood.PLAIN;
  @Nullable Phrase subject;
  @Nullable Phrase object;
  final List<Phrase.Hanging> hangings = new ArrayList<>(2);

  /**
   * The verb that this one completes: "plans to ban", "told staff to stop", "barred from using".
   */
  @Nullable Predicate parent;

  @Nullable Predicate complement;

  /** Which preposition leads to the complement; empty for an infinitive. */
  String complementBy = "";

  /** Who says so: the verb of saying in whose clause this one stands. */
  @Nullable Predicate reporter;

  Predicate(Sentence sentence, int from, int verb, String lemma) {
    this.sentence = sentence;
    this.from = from;
    this.verb = verb;
    this.lemma = lemma;
  }

  @Nullable Phrase hanging(String preposition) {
    for (Phrase.Hanging h : hangings) if (h.preposition().equals(preposition)) return h.phrase();
    return null;
  }

  @Override
  public String toString() {
    return (isNegated ? "not " : "")
        + mood
        + (isPassive ? " passive " : maybePassive ? " passive? " : " ")
        + lemma
        + (particle == null ? "" : "+" + particle)
        + "("
        + subject
        + ", "
        + object
        + ", "
        + hangings.stream().map(h -> h.preposition() + " " + h.phrase()).toList()
        + (complement == null ? "" : " -> " + complementBy + " " + complement.lemma)
        + ")";
  }
}
