package io.riskwire.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A noun phrase: words {@code from} to {@code to} inclusive, whose {@code head} decides what it
 * names. "the ministry's ban" is one phrase with an owner, "a ban on TikTok" is two, the second
 * hanging on the first.
 */
final class Phrase {
  /** What hangs on a phrase or a predicate by a preposition. */
  record Hanging(String preposition, Phrase phrase) {}

  /** What a phrase is to its predicate. */
  enum Function {
    SUBJECT,
    OBJECT,
    PREPOSITION
  }

  final Sentence sentence;
  final int from;
  final int to;
  final int head;

  /** The classes of the head as a noun. */
  final long classes;

  final boolean isPronoun;
  final List<Hanging> hangings = new ArrayList<>(2);

  /** The preposition by which it hangs on what stands before; empty where it does not. */
  String hangsBy = "";

  /** What it hangs on, where that is a phrase. */
  @Nullable Phrase outer;

  @Nullable Phrase next;
  @Nullable Predicate governor;
  @Nullable Function function;

  /** The word of the genitive mark; -1 where there is none. */
  final int genitive;

  Phrase(
      Sentence sentence,
      int from,
      int to,
      int head,
      int genitive,
      long classes,
      boolean isPronoun) {
    this.sentence = sentence;
    this.from = from;
    this.to = to;
    this.head = head;
    this.genitive = genitive;
    this.classes = classes;
    this.isPronoun = isPronoun;
  }

  /** The name that the phrase is, or ends in. */
  @Nullable Entity entity() {
    return sentence.passage().entity[head];
  }

  String headWord() {
    return sentence.passage().lower(head);
  }

  String text() {
    return sentence.passage().words.between(from, to);
  }

  boolean startsWith(String word) {
    return sentence.passage().lower(from).equals(word);
  }

  boolean contains(String word) {
    for (int i = from; i <= to; i++) if (sentence.passage().lower(i).equals(word)) return true;
    return false;
  }

  /** The names in it before its head, or before and in the owner; the last one first. */
  List<Entity> modifiers() {
    List<Entity> found = new ArrayList<>();
    Passage passage = sentence.passage();
    for (int i = to; i >= from; i--) {
      Entity entity = passage.entity[i];
      if (entity == null || (entity == entity() && passage.entityEnd[i] == passage.entityEnd[head]))
        continue;
      if (!found.contains(entity)) found.add(entity);
    }
    return found;
  }

  /** The name that owns it: the ministry in "Oslo's ministry's ban" and "the ministry's ban". */
  @Nullable Entity owner() {
    return genitive < 0 ? null : sentence.passage().entity[genitive - 1];
  }

  @Nullable Phrase hanging(String preposition) {
    for (Hanging h : hangings) if (h.preposition.equals(preposition)) return h.phrase;
    return null;
  }

  @Override
  public String toString() {
    return "[" + text() + "]";
  }
}
