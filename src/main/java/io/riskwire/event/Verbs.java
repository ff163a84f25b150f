package io.riskwire.event;

import io.riskwire.event.Glossary.Form;
import io.riskwire.event.Glossary.Sort;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Puts the verbs of a gloss into their forms. */
final class Verbs {
  private static final Inflection INFLECTION = new Inflection();
  private static final Map<String, Map<Form, String>> FORMS = new ConcurrentHashMap<>();

  private Verbs() {}

  /** "shut down" in the form for "shuts down". */
  static String form(String verb, Form form) {
    return switch (form) {
      case FUT -> "will " + verb;
      case COND -> "would " + verb;
      case INF -> verb;
      case PRES, PAST, PART, GER ->
          FORMS.computeIfAbsent(verb, Verbs::forms).getOrDefault(form, verb);
    };
  }

  private static Map<Form, String> forms(String verb) {
    Map<Form, String> forms = new EnumMap<>(Form.class);
    int space = verb.indexOf(' ');
    String first = space < 0 ? verb : verb.substring(0, space);
    String rest = space < 0 ? "" : verb.substring(space);
    if (first.equals("be")) {
      forms.put(Form.PRES, "is" + rest);
      forms.put(Form.PAST, "was" + rest);
      forms.put(Form.PART, "been" + rest);
      forms.put(Form.GER, "being" + rest);
      return forms;
    }
    if (first.equals("have") || first.equals("do")) {
      boolean have = first.equals("have");
      forms.put(Form.PRES, have ? "has" : "does");
      forms.put(Form.PAST, have ? "had" : "did");
      forms.put(Form.PART, have ? "had" : "done");
      forms.put(Form.GER, have ? "having" : "doing");
      return forms;
    }
    INFLECTION.forms(
        first,
        (form, kind) -> {
          if ((kind & Word.PRESENT) != 0) forms.put(Form.PRES, form + rest);
          if ((kind & Word.GERUND) != 0) forms.put(Form.GER, form + rest);
          if ((kind & Word.PAST) != 0) forms.putIfAbsent(Form.PAST, form + rest);
          if ((kind & Word.PARTICIPLE) != 0) forms.putIfAbsent(Form.PART, form + rest);
        });
    return forms;
  }

  /** The form that a piece has by itself. */
  static Form own(Piece p) {
    for (Form f : new Form[] {Form.PRES, Form.PAST, Form.FUT, Form.COND, Form.PART, Form.INF})
      if (p.has(f)) return f;
    return p.has(Form.GER) ? Form.GER : Form.PRES;
  }

  /** "does not ban", "will not ban", "has not". */
  static String negated(Piece p, Form form, String not) {
    if (p.sort == Sort.VERB)
      return switch (form) {
        case PAST -> not.equals("not") ? "did not " + p.english : not + " " + form(p.english, form);
        case FUT -> "will " + not + " " + p.english;
        case COND -> "would " + not + " " + p.english;
        case INF, PART, GER -> not + " " + form(p.english, form);
        case PRES ->
            not.equals("not") ? "does not " + p.english : not + " " + form(p.english, form);
      };
    return form(p.english, form) + " " + not;
  }
}
