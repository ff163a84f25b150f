package io.riskwire.event;

import io.riskwire.vendor.Words;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Words and phrases as features name them: names by what they name, words by their base form. */
final class Abstract {
  private static final Map<String, String> SORTS = new ConcurrentHashMap<>();

  private Abstract() {}

  /** The word at a place of a passage, or the name that it is part of. */
  static String word(Passage passage, int i) {
    Entity entity = passage.entity[i];
    return entity != null ? entity(entity) : plain(passage, i);
  }

  /** The word at a place, whether or not it is part of a name. */
  static String plain(Passage passage, int i) {
    Words words = passage.words;
    if (words.isNumber(i)) return passage.lower(i).startsWith("cve") ? "<cve>" : "<number>";
    Word word = passage.lexicon[i];
    return word != null && !word.base.isEmpty() ? word.base : passage.lower(i);
  }

  static String entity(Entity entity) {
    return switch (entity.kind) {
      case VENDOR -> "<vendor>";
      case PRODUCT -> "<product>";
      case BODY -> entity.sort.isEmpty() ? "<body>" : sort(entity.sort);
      case GROUP -> "<intruders>";
      case PLACE -> "<place>";
      case ORGANISATION -> "<organisation>";
      case THING -> "<thing>";
      case PERSON -> "<person>";
      case UNCLEAR -> "<name>";
    };
  }

  private static String sort(String sort) {
    return SORTS.computeIfAbsent(sort, s -> "<" + s + ">");
  }

  /** A phrase, by its name, its pronoun, the class of its head, or its head. */
  static String phrase(Phrase phrase) {
    Entity entity = phrase.entity();
    if (entity != null) return entity(entity);
    if (phrase.isPronoun) return phrase.headWord();
    Word head = phrase.sentence.passage().lexicon[phrase.head];
    if (head == null) return "<other>";
    List<String> classes = head.classes;
    for (String c : classes) if (!c.startsWith("v-") && !c.equals("other")) return c;
    return head.base.isEmpty() ? "<other>" : head.base;
  }
}
