package io.riskwire.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words that the analyzer knows, from the files under {@code event/words}: verbs with their
 * forms, nouns and terms of several words, closed classes, places, what names are made of.
 */
final class Lexicon {
  /** A place that acts as one: by its own name, or by the word for its people or seat. */
  record Place(String name, boolean isName) {}

  /** A term of several words: its classes as a noun, and how many words it has. */
  record Term(long nouns, int length, List<String> classes) {}

  private record Tail(List<String> words, long nouns) {}

  final Classes verbClasses = new Classes();
  final Classes nounClasses = new Classes();
  private final Map<String, Word> words = new HashMap<>();
  private final Map<String, Long> phrasal = new HashMap<>();
  private final Map<String, List<Tail>> terms = new HashMap<>();
  private final Map<String, List<Map.Entry<List<String>, Place>>> places = new HashMap<>();
  private final Map<String, Set<String>> nameParts = new HashMap<>();

  private Lexicon() {
    readVerbs();
    readNouns();
    readFunctionWords();
    readPlaces();
    for (WordFile.Line line : WordFile.read("names.txt").lines())
      nameParts.computeIfAbsent(line.key(), k -> new HashSet<>()).addAll(line.words());
    for (WordFile.Line line : WordFile.read("common.txt").lines()) word(line.key()).isCommon = true;
  }

  /** The bundled words; the verbs that rules name are added to them. */
  static Lexicon load(List<Rule> rules) {
    Lexicon lexicon = new Lexicon();
    Inflection inflection = new Inflection();
    for (Rule rule : rules) {
      for (String verb : rule.verbs()) lexicon.readVerb(verb, 0, inflection);
      for (String verb : rule.then())
        if (!verb.startsWith("$") && !verb.equals("none")) lexicon.readVerb(verb, 0, inflection);
    }
    lexicon.words.forEach(lexicon::settle);
    return lexicon;
  }

  private void settle(String form, Word word) {
    word.base = word.lemma != null ? word.lemma : singular(form);
    List<String> classes = new ArrayList<>(nounClasses.names(word.nouns));
    for (String verbs : verbClasses.names(word.verbs)) classes.add("v-" + verbs);
    word.classes = List.copyOf(classes);
  }

  private String singular(String form) {
    if (!form.endsWith("s") || form.length() < 4) return form;
    String shorter = form.substring(0, form.length() - 1);
    if (words.containsKey(shorter)) return shorter;
    String y = form.endsWith("ies") ? form.substring(0, form.length() - 3) + "y" : form;
    return words.containsKey(y) ? y : form;
  }

  /** What is known of a form in lower case, or null. */
  @Nullable Word find(String form) {
    return words.get(form);
  }

  /** The classes of a verb with its particle, such as {@code shut+down}; 0 where there are none. */
  long phrasal(String lemma, String particle) {
    return phrasal.getOrDefault(lemma + "+" + particle, 0L);
  }

  boolean isPhrasal(String lemma, String particle) {
    return phrasal.containsKey(lemma + "+" + particle);
  }

  /** Whether the word can be such a part of a name: {@code org-tail}, {@code first}, … */
  boolean isPart(String part, String word) {
    return nameParts.getOrDefault(part, Set.of()).contains(word);
  }

  /** The longest term that begins at a word, hyphens counting as spaces; null where none does. */
  @Nullable Term term(List<String> text, int at, int end) {
    List<Tail> tails = terms.get(text.get(at));
    if (tails == null) return null;
    Term best = null;
    for (Tail tail : tails) {
      int last = match(tail.words, text, at, end);
      if (last >= 0 && (best == null || last - at + 1 > best.length))
        best = new Term(tail.nouns, last - at + 1, nounClasses.names(tail.nouns));
    }
    return best;
  }

  /** The place that is named or meant at a word, with the number of its words; null for none. */
  Map.@Nullable Entry<Place, Integer> place(List<String> text, int at, int end) {
    List<Map.Entry<List<String>, Place>> starts = places.get(text.get(at));
    if (starts == null) return null;
    Map.Entry<Place, Integer> best = null;
    for (Map.Entry<List<String>, Place> start : starts) {
      int last = match(start.getKey(), text, at, end);
      if (last >= 0 && (best == null || last - at + 1 > best.getValue()))
        best = Map.entry(start.getValue(), last - at + 1);
    }
    return best;
  }

  private static int match(List<String> term, List<String> text, int at, int end) {
    int i = at;
    for (int t = 0; t < term.size(); t++, i++) {
      if (t > 0 && i < end && text.get(i).equals("-")) i++;
      if (i >= end || !text.get(i).equals(term.get(t))) return -1;
    }
    return i - 1;
  }

  private Word word(String form) {
    return words.computeIfAbsent(form, k -> new Word());
  }

  private void readVerbs() {
    Inflection inflection = new Inflection();
    for (WordFile.Line line : WordFile.read("verbs.txt").lines()) {
      long bit = line.key().equals("other") ? 0 : verbClasses.add(line.key());
      for (String verb : line.words()) readVerb(verb, bit, inflection);
    }
  }

  private void readVerb(String verb, long bit, Inflection inflection) {
    int plus = verb.indexOf('+');
    String lemma = plus < 0 ? verb : verb.substring(0, plus);
    if (plus >= 0) phrasal.merge(verb, bit, (a, b) -> a | b);
    inflection.forms(
        lemma,
        (form, kind) -> {
          Word word = word(form);
          if (word.lemma == null || kind == Word.BASE) word.lemma = lemma;
          if (!lemma.equals(word.lemma)) return;
          word.forms |= kind;
          if (plus < 0) word.verbs |= bit;
          else word.isTriggerByParticle = true;
        });
  }

  private void readNouns() {
    for (WordFile.Line line : WordFile.read("nouns.txt").lines()) {
      long bit = nounClasses.add(line.key());
      for (String noun : line.words()) {
        String[] parts = noun.split("[_-]");
        if (parts.length == 1) {
          addNoun(noun, bit);
          if (!noun.endsWith("s")) addNoun(plural(noun), bit);
        } else addTerm(parts, bit);
      }
    }
  }

  private void addNoun(String noun, long bit) {
    word(noun).nouns |= bit;
    word(noun).isNoun = true;
  }

  private static String plural(String noun) {
    if (noun.matches(".*[^aeiou]y")) return noun.substring(0, noun.length() - 1) + "ies";
    return noun.matches(".*(x|z|ch|sh)") ? noun + "es" : noun + "s";
  }

  private void addTerm(String[] parts, long bit) {
    List<Tail> tails = terms.computeIfAbsent(parts[0], k -> new ArrayList<>());
    for (int i = 0; i < tails.size(); i++) {
      if (tails.get(i).words.equals(List.of(parts))) {
        tails.set(i, new Tail(List.of(parts), tails.get(i).nouns | bit));
        return;
      }
    }
    tails.add(new Tail(List.of(parts), bit));
  }

  private void readFunctionWords() {
    for (WordFile.Line line : WordFile.read("function.txt").lines())
      for (String form : line.words()) {
        Word word = word(form);
        if (line.key().equals("particle")) word.isParticle = true;
        Tag tag = tag(line.key());
        if (word.closed == null || tag == Tag.BE || tag == Tag.HAVE || tag == Tag.DO)
          word.closed = tag;
      }
  }

  private static Tag tag(String key) {
    return switch (key) {
      case "det" -> Tag.DETERMINER;
      case "prep" -> Tag.PREPOSITION;
      case "pron" -> Tag.PRONOUN;
      case "modal" -> Tag.MODAL;
      case "be" -> Tag.BE;
      case "have" -> Tag.HAVE;
      case "do" -> Tag.DO;
      case "not" -> Tag.NOT;
      case "conj" -> Tag.CONJUNCTION;
      case "sub" -> Tag.SUBORDINATOR;
      case "to" -> Tag.TO;
      case "adv" -> Tag.ADVERB;
      case "particle" -> Tag.PARTICLE;
      default -> throw new IllegalStateException("function.txt: no such tag: " + key);
    };
  }

  private void readPlaces() {
    for (WordFile.Line line : WordFile.read("places.txt").lines()) {
      addPlace(line.key().toLowerCase(Locale.ROOT).split("[ -]"), new Place(line.key(), true));
      for (String other : line.words()) {
        Place meant = new Place(line.key(), false);
        addPlace(other.split("_"), meant);
        boolean hasPeople = other.endsWith("n") || other.endsWith("i"); // Afghans, Pakistanis
        if (hasPeople) addPlace((other + "s").split("_"), meant);
      }
    }
  }

  private void addPlace(String[] form, Place place) {
    places.computeIfAbsent(form[0], k -> new ArrayList<>()).add(Map.entry(List.of(form), place));
  }
}
