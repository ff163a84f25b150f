package io.riskwire.event;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Transliterator;
import io.riskwire.base.Span;
import io.riskwire.event.Glossary.Entry;
import io.riskwire.event.Glossary.Form;
import io.riskwire.event.Glossary.Sort;
import io.riskwire.vendor.Names;
import io.riskwire.vendor.Words;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chinese: words are not parted and have no forms; who suffers stands behind {@code 被}, what is
 * acted on may stand before the verb behind {@code 对} or {@code 把}, and dates are written big end
 * first. Traditional characters are read as simplified ones.
 */
final class Chinese implements Grammar {
  private static final char FIRST_HAN = '\u4e00';
  private static final char LAST_HAN = '\u9fff';
  private static final char[] SIMPLE = new char[LAST_HAN - FIRST_HAN + 1];
  private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Hant-Hans");
  private static final BreakIterator BREAKS = BreakIterator.getWordInstance(Locale.CHINESE);
  private static final Pattern DATE =
      Pattern.compile(
          "(自|从|於|于|由|至|到|截至|在)?(?:今年|明年|(20\\d\\d)年)?(\\d{1,2}|[一二三四五六七八九十]{1,2})月"
              + "(?:(\\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?(起|开始|之后|后|之前|以前|前)?");
  private static final Pattern WEEKDAY =
      Pattern.compile("(自|从|由)?(下|本|上|这)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])(起|开始|前)?");
  private static final String DIGITS = "一二三四五六七八九十";
  private static final Set<String> ENDS = Set.of("\u3002", "\uff01", "\uff1f", "\u2026");
  private static final int LONGEST_NAME = 8;

  @Override
  public Entry choose(List<Entry> entries, List<Piece> before, Piece word) {
    return entries.getFirst();
  }

  /** Cuts a text into the longest forms that glossary and names know, and what is between them. */
  List<Piece> cut(String original, Glossary glossary, Names names) {
    String text = simplified(original);
    BitSet boundaries = boundaries(text);
    List<Piece> pieces = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      Piece p = piece(original, text, at, glossary, names, boundaries);
      if (p == null) {
        rest.append(text.charAt(at++));
        continue;
      }
      unknown(rest, original, at, pieces);
      pieces.add(p);
      at = p.span.end();
      boundaries.set(at);
    }
    unknown(rest, original, at, pieces);
    organisations(pieces, original);
    pieces.removeIf(p -> p.is(Sort.MARK) && p.english.isBlank() && !p.lower.equals(Words.BREAK));
    return pieces;
  }

  private static String simplified(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) out.append(simplified(text.charAt(i)));
    return out.toString();
  }

  /** Character by character, so that offsets stay; each is asked for once. */
  private static char simplified(char c) {
    if (c < FIRST_HAN || c > LAST_HAN) return c;
    char known = SIMPLE[c - FIRST_HAN];
    if (known != 0) return known;
    String one = SIMPLIFIED.transliterate(String.valueOf(c));
    char simple = one.length() == 1 ? one.charAt(0) : c;
    SIMPLE[c - FIRST_HAN] = simple;
    return simple;
  }

  private @Nullable Piece piece(
      String original, String text, int at, Glossary glossary, Names names, BitSet boundaries) {
    char c = text.charAt(at);
    if (c == '\n') {
      int end = at + 1;
      while (end < text.length() && Character.isWhitespace(text.charAt(end))) end++;
      boolean empty = text.substring(at + 1, end).indexOf('\n') >= 0;
      return of(at, end, empty ? Words.BREAK : " ", Sort.MARK, empty ? "\n\n" : " ");
    }
    if (Character.isWhitespace(c) || Character.isSpaceChar(c))
      return of(at, at + 1, " ", Sort.MARK, " ");
    Piece date = date(text, at);
    if (date != null) return date;
    if (c < 0x2e80 && Character.isLetterOrDigit(c)) return latin(original, at);
    Names.Han name = names.han(original, at);
    if (name == null) name = names.han(text, at);
    Glossary.Found found = glossary.longest(text, at);
    if (name != null && (found == null || found.length() <= name.length())) {
      Piece p =
          of(
              at,
              at + name.length(),
              text.substring(at, at + name.length()),
              Sort.NAME,
              name.name());
      p.isCanonical = true;
      return p;
    }
    // a character that a dictionary sees within a longer word says nothing by itself
    if (found != null
        && found.length() == 1
        && c >= FIRST_HAN
        && !stands(found.entry().sort(), at, boundaries)) found = null;
    if (found != null) {
      Piece p = of(at, at + found.length(), text.substring(at, at + found.length()), Sort.MARK, "");
      p.take(found.entry());
      if (p.is(Sort.VERB)) p.forms = Set.of(Form.PRES);
      return p;
    }
    return Character.isLetterOrDigit(c) ? null : of(at, at + 1, mark(c), Sort.MARK, mark(c));
  }

  private static boolean stands(Sort sort, int at, BitSet boundaries) {
    if (ALONE.contains(sort)) return true;
    return boundaries.get(at) && (boundaries.get(at + 1) || sort == Sort.OWN);
  }

  private static Piece of(int from, int to, String lower, Sort sort, String english) {
    return new Piece(new Span(from, to), lower, false, sort, english);
  }

  private static String mark(char c) {
    if (ENDS.contains(String.valueOf(c))) return c == '\uff1f' ? "?" : c == '\uff01' ? "!" : ".";
    return switch (c) {
      case '\uff0c', '\u3001', ',' -> ",";
      case '\uff1a', ':' -> ":";
      case '\uff1b', ';' -> ";";
      case '\u201c', '\u201d', '\u300c', '\u300d', '\u300e', '\u300f', '"' -> "\"";
      case '\u300a', '\u300b', '\u3010', '\u3011' -> " ";
      default -> String.valueOf(c);
    };
  }

  private static Piece latin(String text, int at) {
    int end = at;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean joins =
          ".-_&+'".indexOf(c) >= 0
              && end + 1 < text.length()
              && text.charAt(end + 1) < 0x2e80
              && Character.isLetterOrDigit(text.charAt(end + 1));
      boolean space =
          c == ' '
              && end + 1 < text.length()
              && Character.isUpperCase(text.charAt(end + 1))
              && !Character.isDigit(text.charAt(at));
      if (!(c < 0x2e80 && Character.isLetterOrDigit(c)) && !joins && !space) break;
      end++;
    }
    String word = text.substring(at, end);
    boolean number =
        Character.isDigit(word.charAt(0)) && word.chars().noneMatch(Character::isUpperCase);
    Piece p = of(at, end, word.toLowerCase(Locale.ROOT), number ? Sort.NUMBER : Sort.NAME, word);
    p.isCanonical = !number;
    return p;
  }

  private static @Nullable Piece date(String text, int at) {
    Matcher m = DATE.matcher(text).region(at, Math.min(text.length(), at + 24));
    if (m.lookingAt()) {
      int month = number(m.group(3));
      if (month < 1 || month > 12) return null;
      String lead = lead(m.group(1), m.group(5));
      boolean begins = lead.equals("from ") || lead.equals("by ");
      if (m.group(4) == null && !begins)
        return of(at, m.end(), m.group(), Sort.TIME, lead + name(month));
      int day = m.group(4) == null ? 1 : number(m.group(4));
      String year = m.group(2) == null ? "" : " " + m.group(2);
      return of(
          at,
          m.end(),
          m.group(),
          Sort.TIME,
          (lead.isEmpty() ? "on " : lead) + day + " " + name(month) + year);
    }
    m = WEEKDAY.matcher(text).region(at, Math.min(text.length(), at + 10));
    if (!m.lookingAt()) return null;
    int day = "一二三四五六日天".indexOf(m.group(3));
    String name =
        List.of(
                "Monday",
                "Tuesday",
                "Wednesday",
                "Thursday",
                "Friday",
                "Saturday",
                "Sunday",
                "Sunday")
            .get(day);
    String lead = lead(m.group(1), m.group(4));
    String which = "下".equals(m.group(2)) ? "next " : "上".equals(m.group(2)) ? "last " : "";
    return of(at, m.end(), m.group(), Sort.TIME, (lead.isEmpty() ? "on " : lead) + which + name);
  }

  private static String lead(@Nullable String before, @Nullable String after) {
    if (after != null && after.endsWith("前")) return "by ";
    if (after != null && (after.equals("起") || after.equals("开始"))) return "from ";
    if (before == null) return "";
    return "至到截至".contains(before)
        ? "until "
        : before.equals("自") || before.equals("从") || before.equals("由") ? "from " : "";
  }

  private static String name(int month) {
    return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static int number(String digits) {
    if (Character.isDigit(digits.charAt(0))) return Integer.parseInt(digits);
    int ten = digits.indexOf('十');
    if (ten < 0) return digits.length() > 1 ? -1 : DIGITS.indexOf(digits) + 1;
    int tens = ten == 0 ? 1 : DIGITS.indexOf(digits.charAt(0)) + 1;
    int ones = ten + 1 == digits.length() ? 0 : DIGITS.indexOf(digits.charAt(ten + 1)) + 1;
    return tens * 10 + ones;
  }

  /**
   * What no list knows: a name where it is short, stands at the front or before a verb or a colon.
   */
  private static void unknown(StringBuilder rest, String original, int end, List<Piece> pieces) {
    if (rest.isEmpty()) return;
    int from = end - rest.length();
    Piece p = of(from, end, rest.toString(), Sort.NOUN, rest.toString());
    pieces.add(p);
    rest.setLength(0);
  }

  /** "台州市立 + 医院", and what stands alone before a verb, are names. */
  private static void organisations(List<Piece> pieces, String original) {
    for (int i = 0; i < pieces.size(); i++) {
      Piece p = pieces.get(i);
      if (!p.is(Sort.ORG)) continue;
      int from = i;
      while (from > 0 && i - from < 4 && joins(pieces.get(from - 1))) from--;
      // a country is no part of the name of its authorities
      if (from < i && pieces.get(from).is(Sort.PLACE) && STATE.matcher(p.english).find()) from++;
      Piece state =
          i > 0 && from >= i
              ? pieces.get(i - 1)
              : from > 0 && from < i ? pieces.get(from - 1) : null;
      if (state != null && state.is(Sort.PLACE) && STATE.matcher(p.english).find()) {
        if (!state.english.endsWith("'s")) state.english = state.english + "'s";
        p.english = Interpreter.titled(p.english);
      }
      boolean named = false;
      for (int k = from; k < i; k++) named |= !pieces.get(k).is(Sort.PLACE) || from < i;
      if (!named) continue;
      Span span = new Span(pieces.get(from).span.start(), p.span.end());
      boolean place = from == i - 1 && pieces.get(from).is(Sort.PLACE);
      String own = original.substring(span.start(), p.span.start());
      Piece whole =
          of(
              span.start(),
              span.end(),
              "",
              Sort.NAME,
              (place ? pieces.get(from).english : proper(own))
                  + " "
                  + Interpreter.titled(p.english));
      pieces.subList(from, i + 1).clear();
      pieces.add(from, whole);
      i = from;
    }
    for (int i = 0; i < pieces.size(); i++) {
      Piece p = pieces.get(i);
      boolean unknown = p.is(Sort.NOUN) && p.english.equals(p.lower) && p.lower.length() >= 2;
      if (!unknown || p.lower.length() > LONGEST_NAME) continue;
      Piece next = i + 1 < pieces.size() ? pieces.get(i + 1) : null;
      Piece last = i == 0 ? null : pieces.get(i - 1);
      boolean before =
          last == null
              || last.is(
                  Sort.MARK, Sort.VERB, Sort.PREPOSITION, Sort.CONJUNCTION, Sort.NOUN, Sort.BECOME);
      boolean after =
          next == null
              || next.is(
                  Sort.VERB,
                  Sort.MODAL,
                  Sort.BECOME,
                  Sort.MARK,
                  Sort.CONJUNCTION,
                  Sort.PREPOSITION,
                  Sort.TIME,
                  Sort.OWN,
                  Sort.NOT,
                  Sort.ADVERB);
      if (before && after && !isOrdinary(p.lower)) {
        p.sort = Sort.NAME;
        p.english = proper(p.english);
      }
    }
  }

  /** What is made of the words of a dictionary is no name: 聊天记录. */
  private static boolean isOrdinary(String words) {
    BitSet boundaries = boundaries(words);
    for (int i = 0; i < words.length(); i++)
      if (boundaries.get(i) && boundaries.get(i + 1)) return false;
    return true;
  }

  /** Where a dictionary would part a text. */
  private static BitSet boundaries(String text) {
    BreakIterator breaks = (BreakIterator) BREAKS.clone();
    breaks.setText(text);
    BitSet boundaries = new BitSet(text.length() + 1);
    for (int at = breaks.first(); at != BreakIterator.DONE; at = breaks.next()) boundaries.set(at);
    return boundaries;
  }

  private static boolean joins(Piece p) {
    return p.is(Sort.PLACE, Sort.NAME)
        || (p.is(Sort.NOUN, Sort.ORG, Sort.ADJECTIVE) && p.lower.length() <= 6);
  }

  /** A capital letter before it tells the rules that it is a name. */
  private static String proper(String name) {
    return "Q" + name.replace(" ", "");
  }

  @Override
  public List<Piece> arrange(List<Piece> sentence) {
    List<Piece> out = new ArrayList<>(sentence);
    fronted(out);
    possessives(out);
    verbs(out);
    return out;
  }

  /** "对谷歌展开调查", "将TikTok列入": the object before its verb goes behind it. */
  private static void fronted(List<Piece> out) {
    for (int i = 0; i < out.size(); i++) {
      Piece p = out.get(i);
      if (p.is(Sort.OWN) && p.english.equals("onto") && noun(out, i)) continue;
      if (!p.is(Sort.OWN) || !(p.english.equals("onto") || p.english.equals("take"))) continue;
      if (p.english.equals("take") && i + 1 < out.size() && !nominal(out.get(i + 1))) {
        p.sort = Sort.MODAL;
        p.english = "will";
        continue;
      }
      int end = i + 1;
      while (end < out.size()
          && (nominal(out.get(end))
              || out.get(end).lower.equals("的")
              || out.get(end).is(Sort.CONJUNCTION))) end++;
      int verb = end;
      while (verb < out.size() && out.get(verb).is(Sort.ADVERB, Sort.NOT, Sort.TIME, Sort.MODAL))
        verb++;
      p.english = "";
      if (verb >= out.size() || !out.get(verb).is(Sort.VERB) || end == i + 1) {
        p.sort = Sort.PREPOSITION;
        p.english = "on";
        continue;
      }
      List<Piece> object = new ArrayList<>(out.subList(i + 1, end));
      out.subList(i + 1, end).clear();
      int to = verb - object.size() + 1;
      boolean direct =
          TRANSITIVE.contains(out.get(to - 1).english)
              || p.lower.equals("将")
              || p.lower.equals("把");
      if (!direct && to < out.size() && out.get(to).is(Sort.NOUN)) {
        to++;
        object.getFirst().english = "against " + object.getFirst().english;
      }
      out.addAll(to, object);
    }
  }

  /** "解除对X的封锁": lifts the block on X. */
  private static boolean noun(List<Piece> out, int at) {
    int of = at + 1;
    while (of < out.size() && nominal(out.get(of))) of++;
    if (of == at + 1
        || of + 1 >= out.size()
        || !out.get(of).lower.equals("的")
        || !out.get(of + 1).is(Sort.VERB)) return false;
    Piece act = out.get(of + 1);
    String name = ACTS.get(act.english);
    if (name == null) return false;
    out.get(at).sort = Sort.PREPOSITION;
    out.get(at).english = act.english.equals("investigate") ? "into" : "on";
    out.get(of).english = "";
    out.remove(of + 1);
    act.sort = Sort.NOUN;
    act.english = "the " + name;
    out.add(at, act);
    return true;
  }

  private static final java.util.Map<String, String> ACTS =
      java.util.Map.of(
          "block",
          "block",
          "ban",
          "ban",
          "restrict",
          "restriction",
          "investigate",
          "investigation",
          "fine",
          "fine",
          "attack",
          "attack",
          "accuse",
          "accusation",
          "hack",
          "cyberattack");

  private static final Pattern STATE =
      Pattern.compile("(?i)ministry|authority|commission|council|government|army|regulator|court");

  /** Sorts of which one character says enough wherever it stands. */
  private static final Set<Sort> ALONE = Set.of(Sort.BECOME, Sort.ORG);

  private static final Set<String> TRANSITIVE =
      Set.of(
          "fine",
          "investigate",
          "ban",
          "sue",
          "block",
          "accuse",
          "criticise",
          "attack",
          "hack",
          "restrict",
          "lift",
          "penalise",
          "sanction",
          "probe");

  private static boolean nominal(Piece p) {
    return p.is(
        Sort.NOUN, Sort.ORG, Sort.NAME, Sort.PLACE, Sort.ADJECTIVE, Sort.NUMBER, Sort.DETERMINER);
  }

  private static void possessives(List<Piece> out) {
    for (int i = 0; i < out.size(); i++) {
      Piece p = out.get(i);
      if (!p.lower.equals("的")) continue;
      boolean owner =
          i > 0
              && i + 1 < out.size()
              && out.get(i - 1).is(Sort.NAME, Sort.PLACE, Sort.ORG)
              && nominal(out.get(i + 1));
      p.english = owner ? "'s" : "";
    }
  }

  /** Gives each verb the form that what stands before it asks for. */
  private static void verbs(List<Piece> out) {
    Piece governor = null;
    String not = "";
    for (int i = 0; i < out.size(); i++) {
      Piece p = out.get(i);
      if (p.is(Sort.MARK) && !p.english.isBlank()) {
        governor = null;
        not = "";
      }
      if (p.is(Sort.NOT)) {
        not = p.english;
        Piece next = i + 1 < out.size() ? out.get(i + 1) : null;
        if (next != null && (next.is(Sort.VERB, Sort.MODAL, Sort.ADVERB, Sort.BECOME)))
          p.english = "";
        else not = "";
        continue;
      }
      if (p.is(Sort.BECOME) || suffers(out, i)) {
        passive(out, i, not);
        not = "";
        governor = null;
        continue;
      }
      if (p.is(Sort.HAVE)) {
        p.say("has" + (not.isEmpty() ? "" : " " + not));
        continue;
      }
      if (p.is(Sort.MODAL)) {
        if (!not.isEmpty()) p.english = p.english + " " + not;
        not = "";
        continue;
      }
      if (!p.is(Sort.VERB) || p.isSaid) continue;
      Piece last = before(out, i);
      if (last != null && last.is(Sort.MODAL)) p.say(p.english);
      else if (last != null && last.is(Sort.HAVE)) p.say(Verbs.form(p.english, Form.PART));
      else if (!not.isEmpty())
        p.say(
            not.equals("no longer")
                ? "no longer " + Verbs.form(p.english, Form.PRES)
                : "did " + not + " " + p.english);
      else if (governor != null && adjacent(out, governor, i)) follow(p, governor);
      else p.say(Verbs.form(p.english, Form.PRES));
      not = "";
      governor = p;
    }
  }

  /** "bans staff from using", "orders staff to stop using", "plans to ban". */
  private static void follow(Piece p, Piece governor) {
    String verb = governor.base();
    if (verb.equals("accuse") || verb.equals("suspect"))
      p.say("of " + Verbs.form(p.english, Form.GER));
    else if (Romance.FORBIDDING.contains(verb) && !verb.equals("stop"))
      p.say("from " + Verbs.form(p.english, Form.GER));
    else if (verb.equals("stop") || verb.equals("begin")) p.say(Verbs.form(p.english, Form.GER));
    else if (SAYING.contains(verb)) p.say(Verbs.form(p.english, Form.PRES));
    else p.say("to " + p.english);
  }

  private static final Set<String> SAYING =
      Set.of("say", "confirm", "report", "deny", "show", "find", "state", "warn", "respond");

  /** "遭欧盟罚款": what follows is done to the subject. */
  private static boolean suffers(List<Piece> out, int at) {
    Piece p = out.get(at);
    if (!p.is(Sort.VERB) || p.isSaid || !p.english.equals("suffer")) return false;
    int next = at + 1;
    while (next < out.size() && next - at < 5 && nominal(out.get(next))) next++;
    return next < out.size() && out.get(next).is(Sort.VERB);
  }

  private static boolean adjacent(List<Piece> out, Piece governor, int at) {
    for (int i = out.indexOf(governor) + 1; i < at; i++) {
      Piece p = out.get(i);
      if (p.is(Sort.MARK, Sort.CONJUNCTION) && !p.english.isBlank()) return false;
    }
    return true;
  }

  private static @Nullable Piece before(List<Piece> out, int at) {
    for (int i = at - 1; i >= 0; i--) {
      Piece p = out.get(i);
      if (p.is(Sort.ADVERB, Sort.TIME) || (p.english.isEmpty() && !p.is(Sort.MARK))) continue;
      return p;
    }
    return null;
  }

  /** "被印度禁用": is banned by India; the verb goes before who does it. */
  private static void passive(List<Piece> out, int at, String not) {
    int verb = at + 1;
    while (verb < out.size() && verb - at < 8 && !out.get(verb).is(Sort.VERB, Sort.MARK)) verb++;
    if (verb >= out.size() || !out.get(verb).is(Sort.VERB)) return;
    Piece p = out.remove(verb);
    Piece before = before(out, at);
    String be =
        before != null && before.is(Sort.MODAL)
            ? "be"
            : before != null && before.is(Sort.HAVE) ? "been" : "is";
    p.say((be + (not.isEmpty() ? "" : " " + not)) + " " + Verbs.form(p.english, Form.PART));
    out.get(at).say(verb > at + 1 ? "by" : "");
    out.add(at, p);
  }
}
