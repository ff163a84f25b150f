package io.riskwire.event;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The forms of English verbs: by rule, and from {@code irregular.txt} where no rule makes them. */
final class Inflection {
  /** Verbs of more than one syllable that double their last letter all the same. */
  private static final Set<String> DOUBLING =
      Set.of(
          "admit",
          "commit",
          "permit",
          "submit",
          "omit",
          "transmit",
          "refer",
          "defer",
          "deter",
          "occur",
          "incur",
          "prefer",
          "transfer",
          "infer",
          "compel",
          "expel",
          "rebut",
          "rebel",
          "regret",
          "begin",
          "forget",
          "cancel",
          "travel",
          "label",
          "signal",
          "model",
          "control",
          "equip",
          "unplug",
          "curb",
          "acquit",
          "kidnap",
          "handicap",
          "fulfil",
          "instil",
          "distil",
          "enrol",
          "propel",
          "recur",
          "outbid",
          "patrol",
          "level",
          "fuel",
          "marshal",
          "rescue");

  interface Sink {
    void form(String form, int kind);
  }

  private final Map<String, String[]> irregular = new HashMap<>();

  Inflection() {
    for (WordFile.Line line : WordFile.read("irregular.txt").lines()) {
      String[] forms = line.key().split(" ");
      irregular.put(forms[0], forms);
    }
  }

  /** Tells {@code sink} each form of the verb and what it is. */
  void forms(String verb, Sink sink) {
    sink.form(verb, Word.BASE);
    sink.form(present(verb), Word.PRESENT);
    sink.form(gerund(verb), Word.GERUND);
    if (verb.equals("cancel") || verb.equals("travel") || verb.equals("fuel"))
      regular(verb + "ed", sink);
    String[] irregularForms = irregular.get(verb);
    if (irregularForms == null) regular(past(verb), sink);
    else {
      for (String form : irregularForms[1].split("/", -1)) sink.form(form, Word.PAST);
      for (String form : irregularForms[2].split("/", -1)) sink.form(form, Word.PARTICIPLE);
    }
  }

  private static void regular(String past, Sink sink) {
    sink.form(past, Word.PAST | Word.PARTICIPLE);
  }

  private static String present(String verb) {
    if (verb.matches(".*(s|x|z|ch|sh|o)")) return verb + "es";
    if (verb.matches(".*[^aeiou]y")) return verb.substring(0, verb.length() - 1) + "ies";
    return verb + "s";
  }

  private static String gerund(String verb) {
    if (verb.endsWith("ie")) return verb.substring(0, verb.length() - 2) + "ying";
    if (verb.endsWith("e") && !verb.matches(".*(ee|oe|ye)"))
      return verb.substring(0, verb.length() - 1) + "ing";
    return doubled(verb) + "ing";
  }

  private static String past(String verb) {
    if (verb.endsWith("e")) return verb + "d";
    if (verb.matches(".*[^aeiou]y")) return verb.substring(0, verb.length() - 1) + "ied";
    return doubled(verb) + "ed";
  }

  /** ban, banned; but order, ordered. */
  private static String doubled(String verb) {
    boolean oneSyllable = verb.matches("[^aeiou]*(qu)?[aeiou][bdfgklmnprtz]");
    boolean doubles = oneSyllable || (DOUBLING.contains(verb) && verb.matches(".*[^c]"));
    return doubles && verb.matches(".*[aeiou][bdfgklmnprtz]")
        ? verb + verb.charAt(verb.length() - 1)
        : verb;
  }
}
