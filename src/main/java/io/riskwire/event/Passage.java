package io.riskwire.event;

import io.riskwire.event.Evidence.Field;
import io.riskwire.vendor.Words;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The title or the text of an article as words, with what is known of each word. */
final class Passage {
  final Field field;
  final Words words;
  final @Nullable Word[] lexicon;
  final @Nullable Entity[] entity;

  /** Why the words of a known name are that name, at its first word. */
  final @Nullable String[] reason;

  /** The last word of the name that a word is part of; -1 outside names. */
  final int[] entityEnd;

  final boolean isCapitals;
  private final List<String> lower;

  Passage(Field field, Words words, Lexicon lexicon) {
    this.field = field;
    this.words = words;
    int size = words.size();
    this.lexicon = new Word[size];
    for (int i = 0; i < size; i++) this.lexicon[i] = lexicon.find(words.lower(i));
    entity = new Entity[size];
    reason = new String[size];
    entityEnd = new int[size];
    java.util.Arrays.fill(entityEnd, -1);
    isCapitals = words.isMostlyCapitals();
    lower =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            return words.lower(index);
          }

          @Override
          public int size() {
            return words.size();
          }
        };
  }

  /** The words in lower case. */
  List<String> lower() {
    return lower;
  }

  String lower(int word) {
    return word < 0 || word >= words.size() ? "" : words.lower(word);
  }

  void mark(Entity named, int first, int last) {
    for (int i = first; i <= last; i++) {
      entity[i] = named;
      entityEnd[i] = last;
    }
  }

  /** Whether it is the hyphen of a compound: "cyber-attack". */
  boolean isHyphen(int word) {
    return lower(word).equals("-") && words.isGlued(word);
  }

  /** Whether a name begins at this word. */
  boolean isNameStart(int word) {
    return entity[word] != null && (word == 0 || entityEnd[word - 1] != entityEnd[word]);
  }
}
