package io.riskwire.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the lexicon knows of a form: the verb it may be ({@code lemma} and which of its forms, as a
 * set of the bits below), its classes as verb and as noun, its closed class.
 */
final class Word {
  static final int BASE = 1;
  static final int PRESENT = 2;
  static final int PAST = 4;
  static final int PARTICIPLE = 8;
  static final int GERUND = 16;

  @Nullable String lemma;
  int forms;
  long verbs;
  long nouns;
  boolean isNoun;
  @Nullable Tag closed;
  boolean isParticle;
  boolean isCommon;

  /** The form by which features name it: the verb's infinitive, the noun's singular. */
  String base = "";

  /** The names of its classes. */
  List<String> classes = List.of();

  /** Whether it is the verb of some verb with a particle. */
  boolean isTriggerByParticle;

  boolean isVerb() {
    return lemma != null;
  }

  boolean has(int form) {
    return (forms & form) != 0;
  }
}
