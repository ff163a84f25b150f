package io.riskwire.event;

import io.riskwire.event.Glossary.Sort;
import io.riskwire.vendor.Names;
import io.riskwire.vendor.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Says the sentences of another language in the words that the rules know, so that one machinery
 * reads them all: each word by the {@link Glossary} of its language, their order by its {@link
 * Grammar}, names as they stand.
 */
final class Interpreter {
  static final Set<String> ENDS = Set.of(".", "!", "?", "\u2026", Words.BREAK);

  /** A sentence longer than this is cut, so that glossing takes time in proportion to the text. */
  private static final int LONGEST = 200;

  private final Glossary glossary;
  private final Grammar grammar;
  private final Supplier<Names> names;

  Interpreter(Glossary glossary, Grammar grammar, Supplier<Names> names) {
    this.glossary = glossary;
    this.grammar = grammar;
    this.names = names;
  }

  /** Title and text of an article, glossed. */
  List<Gloss> of(String title, String text) {
    List<String> fields = List.of(title, text);
    List<Gloss> glosses = new ArrayList<>();
    if (grammar instanceof Chinese chinese) {
      for (String field : fields)
        glosses.add(gloss(field, chinese.cut(field, glossary, names.get())));
      return glosses;
    }
    List<Words> words = fields.stream().map(Words::of).toList();
    List<List<Names.Found>> found = names.get().find(words);
    Set<String> bare =
        grammar instanceof German ? German.namesIn(words, glossary) : capitals(words);
    for (int f = 0; f < words.size(); f++) {
      Cutting cutting = new Cutting(glossary, grammar, names.get(), words.get(f), bare);
      glosses.add(gloss(fields.get(f), cutting.pieces(found.get(f))));
    }
    return glosses;
  }

  /** The words that stand with a capital where a small letter would do. */
  private static Set<String> capitals(List<Words> fields) {
    Set<String> found = new HashSet<>();
    for (Words words : fields) {
      boolean start = true;
      for (int i = 0; i < words.size(); i++) {
        if (!start && words.isWord(i) && words.isCapital(i)) found.add(words.lower(i));
        start = !words.isWord(i) && (start || Cutting.isStart(words, i));
      }
    }
    return found;
  }

  private Gloss gloss(String text, List<Piece> pieces) {
    Gloss.Writer out = new Gloss.Writer(text);
    List<Piece> sentence = new ArrayList<>();
    for (Piece p : pieces) {
      sentence.add(p);
      boolean end = p.is(Sort.MARK) && ENDS.contains(p.lower);
      if (!end && sentence.size() < LONGEST) continue;
      write(grammar.arrange(sentence), out);
      sentence = new ArrayList<>();
    }
    if (!sentence.isEmpty()) write(grammar.arrange(sentence), out);
    return out.gloss();
  }

  private static void write(List<Piece> sentence, Gloss.Writer out) {
    boolean first = true;
    Piece before = null;
    for (Piece p : sentence) {
      String words = p.english;
      boolean open = p.is(Sort.VERB, Sort.HAVE, Sort.BE, Sort.BECOME) && !p.isSaid;
      if (open) words = Verbs.form(words, Verbs.own(p));
      if (words.isEmpty()) continue;
      boolean word = Character.isLetterOrDigit(words.codePointAt(0));
      if (p.isCapital && p.is(Sort.NOUN, Sort.ORG, Sort.ADJECTIVE, Sort.NAME))
        words = titled(words);
      else if (first && word) words = Character.toUpperCase(words.charAt(0)) + words.substring(1);
      first &= !word;
      boolean glued =
          p.isGlued
              && before != null
              && before.span.end() == p.span.start()
              && (p.is(Sort.MARK) || before.is(Sort.MARK));
      out.add(p.lower.equals(Words.BREAK) ? "\n\n" : words, glued, p.span, p.isCanonical);
      before = p;
    }
  }

  /** "Ministry of Health": as names are written. */
  static String titled(String words) {
    StringBuilder out = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      boolean small =
          !out.isEmpty() && (word.equals("of") || word.equals("for") || word.equals("the"));
      if (!out.isEmpty()) out.append(' ');
      if (small || word.isEmpty()) out.append(word);
      else out.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return out.toString();
  }
}
