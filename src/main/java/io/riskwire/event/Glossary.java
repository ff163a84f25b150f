package io.riskwire.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a language and what each says in the words that the rules know, from {@code
 * event/gloss}. A line is {@code sort english: forms}; {@code _} parts the words of a form. A verb
 * is its stem, a dot and the paradigm that its endings follow ({@code untersag.en}), before it a
 * separable part ({@code ab|schalt.en}), behind it what always follows ({@code m.ettre_fin_à}); or
 * single forms with what they are ({@code hat@pres}). {@code endings} says what may be taken off
 * the end of a noun or an adjective.
 */
final class Glossary {
  /** What a word does in a sentence. */
  enum Sort {
    VERB,
    /** A noun. */
    NOUN,
    /** A noun that names an organisation together with what stands beside it. */
    ORG,
    /** An organisation, product or person. */
    NAME,
    PLACE,
    ADJECTIVE,
    ADVERB,
    PREPOSITION,
    DETERMINER,
    PRONOUN,
    RELATIVE,
    CONJUNCTION,
    SUBORDINATOR,
    MODAL,
    HAVE,
    BE,
    /** What makes a passive or a future: {@code werden}. */
    BECOME,
    NOT,
    NUMBER,
    TIME,
    /** A word that the grammar of its language knows by itself. */
    OWN,
    MARK
  }

  /** A form of a verb. */
  enum Form {
    INF,
    PRES,
    PAST,
    FUT,
    COND,
    PART,
    GER
  }

  /** What a form may be. */
  record Entry(Sort sort, String english, Set<Form> forms, String particle, boolean isPlural) {}

  /** An entry, and over how many words it goes. */
  record Found(Entry entry, int length) {}

  private record Phrase(List<String> words, Entry entry) {}

  private record Ending(String letters, boolean isPlural) {}

  private final Map<String, List<Entry>> words = new HashMap<>();
  private final Map<String, List<Phrase>> phrases = new HashMap<>();
  private final Map<String, Map<Form, List<String>>> paradigms = new HashMap<>();
  private final List<Ending> endings = new ArrayList<>();

  /** The longest form by its first character, for languages that do not part their words. */
  private final Map<Character, Integer> longest = new HashMap<>();

  private final String name;

  Glossary(String name) {
    this.name = name;
    try (InputStream in = Glossary.class.getResourceAsStream("/event/gloss/" + name + ".txt")) {
      if (in == null) throw new IOException("not on the class path: /event/gloss/" + name);
      BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line; (line = text.readLine()) != null; )
        if (!line.isBlank() && !line.startsWith("#")) read(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a form in lower case may be; the ends of nouns and adjectives are taken off. */
  List<Entry> find(String form) {
    List<Entry> exact = words.get(form);
    if (exact != null) return exact;
    for (Ending e : endings) {
      if (!form.endsWith(e.letters) || form.length() < e.letters.length() + 2) continue;
      List<Entry> found = shortened(form.substring(0, form.length() - e.letters.length()), e);
      if (!found.isEmpty()) return found;
    }
    return List.of();
  }

  /** All that words and phrases may be. */
  List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    words.values().forEach(all::addAll);
    phrases.values().forEach(list -> list.forEach(p -> all.add(p.entry)));
    return all;
  }

  /** Whether a form stands in the list as it is. */
  boolean isListed(String form) {
    return words.containsKey(form);
  }

  private List<Entry> shortened(String stem, Ending ending) {
    List<Entry> found = new ArrayList<>();
    for (Entry e : words.getOrDefault(stem, List.of()))
      if (e.sort == Sort.ADJECTIVE || e.sort == Sort.PLACE) found.add(e);
      else if (e.sort == Sort.NOUN || e.sort == Sort.ORG)
        found.add(new Entry(e.sort, e.english, e.forms, e.particle, e.isPlural || ending.isPlural));
    return found;
  }

  /** The longest phrase of several words that begins at a word; null for none. */
  @Nullable Found phrase(List<String> text, int at) {
    Found best = null;
    for (Phrase p : phrases.getOrDefault(text.get(at), List.of())) {
      int length = p.words.size();
      if (at + length > text.size() || (best != null && best.length >= length)) continue;
      if (text.subList(at, at + length).equals(p.words)) best = new Found(p.entry, length);
    }
    return best;
  }

  /** The longest form that begins at a character, in a text that does not part its words. */
  @Nullable Found longest(String text, int at) {
    int most = longest.getOrDefault(text.charAt(at), 0);
    for (int length = Math.min(most, text.length() - at); length > 0; length--) {
      List<Entry> found = words.get(text.substring(at, at + length));
      if (found != null) return new Found(found.getFirst(), length);
    }
    return null;
  }

  private void read(String line) {
    int colon = line.indexOf(": ");
    if (colon < 0) throw new IllegalStateException(name + ".txt: no colon in " + line);
    String[] key = line.substring(0, colon).strip().split(" ", 2);
    String value = line.substring(colon + 2).strip();
    String english = key.length > 1 ? key[1] : "";
    switch (key[0]) {
      case "paradigm" -> paradigms.put(english, paradigm(value));
      case "endings" -> {
        for (String e : value.split("\\s+"))
          endings.add(new Ending(e.replace("+", ""), e.endsWith("+")));
      }
      default -> {
        boolean plural = key[0].endsWith("+");
        Sort sort = Sort.valueOf(key[0].replace("+", "").toUpperCase(Locale.ROOT));
        for (String form : value.split("\\s+")) add(sort, english, form, plural);
      }
    }
  }

  private static Map<Form, List<String>> paradigm(String value) {
    Map<Form, List<String>> forms = new HashMap<>();
    for (String part : value.split("\\|")) {
      String[] words = part.strip().split("\\s+");
      forms.put(
          Form.valueOf(words[0].toUpperCase(Locale.ROOT)), List.of(words).subList(1, words.length));
    }
    return forms;
  }

  private void add(Sort sort, String english, String written, boolean plural) {
    int at = written.indexOf('@');
    if (at > 0) {
      Set<Form> forms = EnumSet.noneOf(Form.class);
      for (String f : written.substring(at + 1).split(","))
        forms.add(Form.valueOf(f.toUpperCase(Locale.ROOT)));
      String form = written.substring(0, at);
      int bar = form.indexOf('|');
      if (bar > 0) split(sort, english, form.substring(0, bar), form.substring(bar + 1), forms);
      else put(form, new Entry(sort, english, forms, "", plural));
      return;
    }
    int dot = written.indexOf('.');
    if (sort == Sort.VERB && dot >= 0) conjugate(english, written, dot);
    else put(written, new Entry(sort, english, Set.of(), "", plural));
  }

  private void split(Sort sort, String english, String part, String form, Set<Form> forms) {
    put(form, new Entry(sort, english, forms, part, false));
    put(part + form, new Entry(sort, english, forms, "", false));
  }

  private void conjugate(String english, String written, int dot) {
    int under = written.indexOf('_', dot);
    String rest = under < 0 ? "" : written.substring(under);
    Map<Form, List<String>> paradigm =
        paradigms.get(written.substring(dot + 1, under < 0 ? written.length() : under));
    if (paradigm == null) throw new IllegalStateException(name + ".txt: paradigm of " + written);
    int bar = written.indexOf('|');
    String part = bar < 0 ? "" : written.substring(0, bar);
    String stem = written.substring(bar + 1, dot);
    Map<String, Set<Form>> whole = new HashMap<>();
    Map<String, Set<Form>> parted = new HashMap<>();
    paradigm.forEach(
        (form, endings) -> {
          for (String ending : endings) {
            boolean ge = ending.startsWith("ge+");
            String made = stem + (ge ? ending.substring(3) : ending).replace("-", "");
            if (ge && takesGe(stem)) made = "ge" + made;
            set(whole, part + made + rest, form);
            if (bar > 0 && form == Form.INF) set(whole, part + "zu" + made, form);
            if (bar > 0 && (form == Form.PRES || form == Form.PAST)) set(parted, made, form);
          }
        });
    whole.forEach((f, forms) -> put(f, new Entry(Sort.VERB, english, forms, "", false)));
    parted.forEach((f, forms) -> put(f, new Entry(Sort.VERB, english, forms, part, false)));
  }

  private static void set(Map<String, Set<Form>> forms, String made, Form form) {
    forms.computeIfAbsent(made, k -> EnumSet.noneOf(Form.class)).add(form);
  }

  /** German verbs whose first syllable is not stressed have a participle without "ge". */
  private static boolean takesGe(String stem) {
    for (String first :
        List.of("be", "ver", "ent", "er", "zer", "ge", "miss", "unter", "über", "wider"))
      if (stem.startsWith(first) && stem.length() > first.length() + 2) return false;
    return !stem.endsWith("ier");
  }

  private void put(String form, Entry entry) {
    // a hyphen is a word of its own, see Words
    String[] parts = form.toLowerCase(Locale.ROOT).replace("-", "_-_").split("_");
    if (parts.length > 1)
      phrases
          .computeIfAbsent(parts[0], k -> new ArrayList<>())
          .add(new Phrase(List.of(parts), entry));
    else {
      longest.merge(parts[0].charAt(0), parts[0].length(), Math::max);
      List<Entry> entries = words.computeIfAbsent(parts[0], k -> new ArrayList<>(1));
      if (!entries.contains(entry)) entries.add(entry);
    }
  }
}
