package io.riskwire.event;

import io.riskwire.base.Span;
import io.riskwire.event.Glossary.Entry;
import io.riskwire.event.Glossary.Form;
import io.riskwire.event.Glossary.Sort;
import io.riskwire.vendor.Names;
import io.riskwire.vendor.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes pieces of the words of a language that parts them: each with what it may say. */
final class Cutting {
  private static final Set<String> ELIDED =
      Set.of("l", "d", "j", "qu", "n", "s", "c", "m", "t", "jusqu", "lorsqu", "puisqu", "quelqu");

  private final Glossary glossary;
  private final Grammar grammar;
  private final Names names;
  private final Words words;
  private final boolean isGerman;

  /** The words that somewhere in the article stand as names do. */
  private final Set<String> bare;

  private final List<Piece> pieces = new ArrayList<>();
  private boolean start = true;

  Cutting(Glossary glossary, Grammar grammar, Names names, Words words, Set<String> bare) {
    this.glossary = glossary;
    this.grammar = grammar;
    this.names = names;
    this.words = words;
    this.bare = bare;
    isGerman = grammar instanceof German;
  }

  /** {@code known}: the names that stand in the words. */
  List<Piece> pieces(List<Names.Found> known) {
    List<String> lower = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) lower.add(words.lower(i));
    Map<Integer, Names.Found> byFirst = new HashMap<>();
    for (Names.Found f : known) byFirst.putIfAbsent(f.first(), f);
    for (int i = 0; i < words.size(); ) {
      Names.Found name = byFirst.get(i);
      Glossary.Found phrase = glossary.phrase(lower, i);
      int next;
      if (name != null && isName(name, phrase)) {
        next = name.last() + 1;
        pieces.add(name(i, name.last()));
      } else if (phrase != null) {
        next = i + phrase.length();
        Piece p = piece(i, next - 1);
        p.isCapital = !start && !isGerman && words.isCapital(i);
        p.take(phrase.entry());
        pieces.add(p);
      } else {
        next = i + 1;
        single(i);
      }
      for (int k = i; k < next; k++) start = !words.isWord(k) && (start || isStart(words, k));
      i = next;
    }
    return pieces;
  }

  static boolean isStart(Words words, int i) {
    return Interpreter.ENDS.contains(words.lower(i)) || words.lower(i).equals(":");
  }

  /** A name of ordinary words is none where a small letter, or the beginning, leaves it open. */
  private boolean isName(Names.Found f, Glossary.@Nullable Found phrase) {
    int length = f.last() - f.first() + 1;
    if (phrase != null && phrase.length() >= length) return false;
    if (!words.hasCapital(f.first())) return length > 1;
    if (length > 1 || words.isUpper(f.first())) return true;
    boolean ordinary = !glossary.find(words.lower(f.first())).isEmpty();
    return !ordinary || (!isGerman && !start);
  }

  private Piece name(int first, int last) {
    Piece p = piece(first, last);
    p.sort = Sort.NAME;
    p.isCanonical = true;
    return p;
  }

  private Piece piece(int first, int last) {
    return new Piece(
        new Span(words.start(first), words.end(last)),
        words.lower(first),
        words.isGlued(first),
        Sort.MARK,
        words.between(first, last));
  }

  private void single(int i) {
    if (!words.isWord(i)) {
      pieces.add(mark(i));
      return;
    }
    int apostrophe = words.lower(i).indexOf('\'');
    if (apostrophe > 0 && ELIDED.contains(words.lower(i).substring(0, apostrophe))) {
      elided(i, words.start(i) + apostrophe + 1);
      return;
    }
    Piece p = piece(i, i);
    if (words.isNumber(i)) p.sort = Sort.NUMBER;
    else word(p, i, start);
    pieces.add(p);
  }

  /** "l'interdiction" is two words. */
  private void elided(int i, int cut) {
    String text = words.text();
    int length = cut - words.start(i);
    Piece head =
        new Piece(
            new Span(words.start(i), cut),
            words.lower(i).substring(0, length),
            words.isGlued(i),
            Sort.MARK,
            "");
    List<Entry> entries = glossary.find(head.lower);
    if (!entries.isEmpty()) choose(head, entries);
    pieces.add(head);
    Piece tail =
        new Piece(
            new Span(cut, words.end(i)),
            words.lower(i).substring(length),
            false,
            Sort.NOUN,
            text.substring(cut, words.end(i)));
    word(tail, i, false);
    pieces.add(tail);
  }

  private Piece mark(int i) {
    Piece p = piece(i, i);
    if (p.lower.equals("\u00ab") || p.lower.equals("\u00bb") || p.lower.equals("\u201e"))
      p.english = "\"";
    // "1. August" is no end of a sentence
    boolean day =
        p.lower.equals(".")
            && words.isGlued(i)
            && i + 1 < words.size()
            && words.isNumber(i - 1)
            && words.end(i - 1) - words.start(i - 1) <= 2
            && words.isWord(i + 1);
    return day ? new Piece(p.span, "", true, Sort.MARK, "") : p;
  }

  private void word(Piece p, int i, boolean first) {
    boolean capital = Character.isUpperCase(p.english.charAt(0)) || German.isNameLike(p.english);
    List<Entry> entries = glossary.find(p.lower);
    p.isCapital = capital && (isGerman || !first);
    if (!entries.isEmpty()) {
      choose(p, entries);
      if (isGerman) genitive(p);
      return;
    }
    if (isGerman) p.isCapital = false;
    if (isGerman && capital && German.compound(p, glossary, pieces)) {
      German.cutGenitive(p, pieces);
      return;
    }
    p.sort = Sort.NOUN;
    if (!capital || (isGerman && genitiveOfName(p))) return;
    boolean named =
        isGerman
            ? bare.contains(p.lower) || p.lower.length() <= 3 || German.isNameLike(p.english)
            : !first || bare.contains(p.lower) || followsAsName(p, i + 1);
    if (named) p.sort = Sort.NAME;
    else p.english = p.english.toLowerCase(Locale.ROOT);
  }

  private void choose(Piece p, List<Entry> entries) {
    p.entries = entries;
    p.take(grammar.choose(entries, pieces, p));
  }

  private void genitive(Piece p) {
    p.isCapital = false;
    if (glossary.isListed(p.lower) || !p.lower.endsWith("s")) return;
    if (!p.is(Sort.PLACE)) {
      German.cutGenitive(p, pieces);
      return;
    }
    p.english = p.english + "'s";
    p.span = new Span(p.span.start(), p.span.end() - 1);
  }

  /** "Alibabas Sprachmodell": Alibaba's. */
  private boolean genitiveOfName(Piece p) {
    if (!p.lower.endsWith("s") || p.lower.length() < 5) return false;
    String stem = p.english.substring(0, p.english.length() - 1);
    if (names.find(List.of(Words.of(stem))).getFirst().isEmpty()) return false;
    p.sort = Sort.NAME;
    p.english = stem + "'s";
    p.span = new Span(p.span.start(), p.span.end() - 1);
    return true;
  }

  /** What begins a sentence and is not known is a name before a verb, a mark or a capital. */
  private boolean followsAsName(Piece p, int next) {
    if (German.isNameLike(p.english) || next >= words.size()) return true;
    if (!words.isWord(next)) return !words.lower(next).equals("-");
    if (words.hasCapital(next)) return true;
    for (Entry e : glossary.find(words.lower(next))) {
      boolean follows =
          switch (e.sort()) {
            case VERB -> !e.forms().equals(Set.of(Form.PART));
            case HAVE, BE, MODAL, NOT, CONJUNCTION -> true;
            default -> e.english().isEmpty();
          };
      if (follows) return true;
    }
    return false;
  }
}
