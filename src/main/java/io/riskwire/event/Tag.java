package io.riskwire.event;

/** What a word does in its sentence. */
enum Tag {
  DETERMINER,
  NOUN,
  NAME,
  NUMBER,
  PRONOUN,
  PREPOSITION,
  VERB,
  BE,
  HAVE,
  DO,
  MODAL,
  NOT,
  TO,
  ADVERB,
  CONJUNCTION,
  SUBORDINATOR,
  GENITIVE,
  PARTICLE,
  COMMA,
  QUOTE,
  MARK
}
