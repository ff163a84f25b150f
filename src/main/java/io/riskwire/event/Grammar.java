package io.riskwire.event;

import io.riskwire.event.Glossary.Entry;
import java.util.List;

/** What the words alone do not say of a language: which word is meant, and in which order. */
sealed interface Grammar permits German, Romance, Chinese {
  /** Which of {@code entries} a word is, given what stands before it in the sentence. */
  Entry choose(List<Entry> entries, List<Piece> before, Piece word);

  /** The pieces of a sentence in the order of the gloss, verbs in their form. */
  List<Piece> arrange(List<Piece> sentence);
}
