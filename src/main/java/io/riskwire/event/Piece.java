package io.riskwire.event;

import io.riskwire.base.Span;
import io.riskwire.event.Glossary.Entry;
import io.riskwire.event.Glossary.Form;
import io.riskwire.event.Glossary.Sort;
import java.util.List;
import java.util.Set;

/** A word, or a fixed phrase, of a text in another language on its way into a {@link Gloss}. */
final class Piece {
  Span span;

  /** As it stands, in lower case. */
  final String lower;

  /** Whether it stands with a capital where a small letter would do. */
  boolean isCapital;

  /** Whether nothing stands between it and the one before. */
  final boolean isGlued;

  Sort sort;

  /** What it says; of a verb the infinitive, until the grammar has put it into a form. */
  String english;

  private String base = "";
  Set<Form> forms = Set.of();

  /** Whatever else it may be. */
  List<Entry> entries = List.of();

  /** The separable part that stands elsewhere in the clause; empty where there is none. */
  String particle = "";

  boolean isPlural;

  /** Whether it is a name, kept or put into its usual form. */
  boolean isCanonical;

  /** Whether it has got its final words. */
  boolean isSaid;

  Piece(Span span, String lower, boolean isGlued, Sort sort, String english) {
    this.span = span;
    this.lower = lower;
    this.isGlued = isGlued;
    this.sort = sort;
    this.english = english;
  }

  /** Takes it for one of the things that it may be. */
  void take(Entry entry) {
    sort = entry.sort();
    english = entry.english();
    forms = entry.forms();
    particle = entry.particle();
    isPlural = entry.isPlural();
  }

  boolean is(Sort... sorts) {
    for (Sort s : sorts) if (sort == s) return true;
    return false;
  }

  boolean has(Form form) {
    return forms.contains(form);
  }

  /** Settles what is written for it. */
  void say(String words) {
    base = english;
    english = words;
    isSaid = true;
  }

  /** The infinitive of a verb that has been put into its form. */
  String base() {
    return isSaid ? base : english;
  }

  boolean isFinite() {
    return is(Sort.MODAL)
        || (is(Sort.VERB, Sort.HAVE, Sort.BE, Sort.BECOME)
            && (has(Form.PRES) || has(Form.PAST) || has(Form.FUT) || has(Form.COND)));
  }

  boolean isVerbal() {
    return is(Sort.VERB, Sort.HAVE, Sort.BE, Sort.BECOME, Sort.MODAL);
  }

  /** Whether it may be part of a noun phrase. */
  boolean isNominal() {
    return is(
        Sort.NOUN, Sort.ORG, Sort.NAME, Sort.PLACE, Sort.ADJECTIVE, Sort.DETERMINER, Sort.NUMBER);
  }

  @Override
  public String toString() {
    return sort + ":" + english;
  }
}
