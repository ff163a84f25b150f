package io.riskwire.search;

import io.riskwire.base.Invalid;
import io.riskwire.base.Lang;
import io.riskwire.base.Span;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import io.riskwire.search.Query.Field;
import io.riskwire.search.Query.Moment;
import io.riskwire.search.Query.Where;
import io.riskwire.vendor.Vendors;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a person typed, as {@code docs/query-language.md} describes it. The answer is a query
 * or {@link Invalid} with the place and what to write instead, whatever is typed; long and deep
 * input is refused, so that reading costs little.
 */
public final class QueryParser {
  static final int LONGEST = 8_000;
  static final int DEEPEST = 50;
  static final int MOST_TERMS = 250;
  static final int FARTHEST = 100;

  private static final Pattern FIELD = Pattern.compile("([A-Za-z]+):");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\S+");
  private static final Pattern RELATIVE = Pattern.compile("now(?:-(\\d{1,4})([hdwm]))?");
  private static final Pattern COMPARISON = Pattern.compile("[<>]=?");
  private static final Pattern RANGE =
      Pattern.compile("\\[\\s*([^\\s\\]]+)\\s+TO\\s+([^\\s\\]]+)\\s*]");
  private static final String QUOTES = "\"“”„«»";
  private static final List<String> FIELDS =
      List.of(
          "title",
          "vendor",
          "owner",
          "product",
          "actor",
          "type",
          "status",
          "source",
          "lang",
          "published");
  private static final String DATES =
      "published:2026-07-01, published:[2026-07-01 TO 2026-07-31] or published:>now-7d";

  private final String text;
  private final UnaryOperator<String> names;
  private final Function<String, Set<String>> owned;
  private final List<Span> words = new ArrayList<>();
  private int at;
  private int depth;
  private int terms;

  private QueryParser(
      String text, UnaryOperator<String> names, Function<String, Set<String>> owned) {
    if (text.length() > LONGEST)
      throw new Invalid(
          "q", "longer than " + LONGEST + " characters", LONGEST, "ask for less at once");
    this.text = text;
    this.names = names;
    this.owned = owned;
  }

  /** Names are those of {@code vendors}; what it does not know is left alone. */
  public static Query parse(String text, Vendors vendors) {
    return new QueryParser(text, vendors::canonical, vendors::belongingTo).whole();
  }

  /**
   * {@code names} makes the name of a vendor, product or actor canonical, and leaves alone what it
   * does not know.
   */
  public static Query parse(String text, UnaryOperator<String> names) {
    return new QueryParser(text, names, name -> Set.of(names.apply(name))).whole();
  }

  /** Where in a text that can be read the words stand that are looked for as such. */
  static List<Span> words(String text) {
    var parser = new QueryParser(text, UnaryOperator.identity(), Set::of);
    parser.whole();
    return List.copyOf(parser.words);
  }

  private Query whole() {
    skipBlanks();
    if (atEnd()) return Query.ALL;
    Query query = either(new Words(Where.ANYWHERE));
    if (!atEnd()) throw wrong(at, "a ) that nothing opens", "remove it, or write a ( before");
    return query;
  }

  /** What a word means where it stands: a word of the text, or a name in a field. */
  private sealed interface Scope {}

  private record Words(Where where) implements Scope {}

  /** {@code isOwner}: the name stands for all vendors that belong to it too. */
  private record Names(Field field, boolean isOwner) implements Scope {}

  private Query either(Scope scope) {
    List<Query> parts = new ArrayList<>();
    do parts.add(all(scope));
    while (keyword("OR"));
    return parts.size() == 1 ? parts.getFirst() : new Query.Or(parts);
  }

  private Query all(Scope scope) {
    List<Query> parts = new ArrayList<>();
    do parts.add(one(scope));
    while (keyword("AND") || startsAnother());
    return Query.and(parts);
  }

  private boolean startsAnother() {
    skipBlanks();
    return !atEnd() && text.charAt(at) != ')' && !atKeyword("OR");
  }

  private Query one(Scope scope) {
    skipBlanks();
    int start = at;
    if (atEnd()) throw wrong(start, "something is missing at the end", "write a word");
    for (String operator : List.of("AND", "OR"))
      if (atKeyword(operator))
        throw wrong(start, operator + " needs something on both sides", inQuotes(operator));
    if (keyword("NOT") || minus()) return deeper(start, () -> new Query.Not(one(scope)));
    return operand(scope);
  }

  private Query operand(Scope scope) {
    Matcher field = matcher(FIELD);
    // "Breaking: a ban" is a headline, "foo:ban" a mistake
    boolean inField = field.lookingAt() && (isKnown(field.group(1)) || !blankAt(field.end()));
    return inField ? inField(scope, field) : value(scope);
  }

  private Query value(Scope scope) {
    char first = text.charAt(at);
    if (first == ')') throw wrong(at, "something is missing before )", "write a word");
    if (first == '(') return group(scope);
    return isQuote(first) ? quoted(scope) : bare(scope);
  }

  private Query group(Scope scope) {
    int start = at++;
    Query inside = deeper(start, () -> either(scope));
    if (atEnd()) throw wrong(start, "a ( that nothing closes", "write a ) after it");
    at++;
    return inside;
  }

  private Query inField(Scope scope, Matcher field) {
    int start = at;
    String name = field.group(1).toLowerCase(Locale.ROOT);
    if (!isKnown(name))
      throw wrong(start, "no field " + name, String.join(", ", FIELDS) + "; or write it in quotes");
    if (!scope.equals(new Words(Where.ANYWHERE)))
      throw wrong(start, "a field within another", "write the fields side by side");
    at = field.end();
    if (blankAt(at)) throw wrong(at, "nothing after " + name + ":", "write it without a blank");
    if (name.equals("published")) return published();
    return value(
        switch (name) {
          case "title" -> new Words(Where.TITLE);
          case "owner" -> new Names(Field.VENDOR, true);
          default -> new Names(Field.valueOf(name.toUpperCase(Locale.ROOT)), false);
        });
  }

  private Query quoted(Scope scope) {
    int start = at++;
    while (!atEnd() && !isQuote(text.charAt(at))) at++;
    if (atEnd()) throw wrong(start, "a quotation mark that nothing closes", "write \" after it");
    String inside = text.substring(start + 1, at++);
    if (inside.isBlank()) throw wrong(start, "nothing between the quotation marks", "write words");
    boolean near = !atEnd() && text.charAt(at) == '~';
    return switch (scope) {
      case Words(var where) when near -> term(start, new Query.Near(where, inside, distance()));
      case Words(var where) -> term(start, new Query.Phrase(where, inside));
      case Names in when near -> throw wrong(at, "~ in " + label(in.field), "remove it");
      case Names in -> term(start, named(in, inside, start));
    };
  }

  private int distance() {
    int start = ++at;
    while (!atEnd() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
    String digits = text.substring(start, at);
    if (digits.isEmpty() || digits.length() > 3 || Integer.parseInt(digits) > FARTHEST)
      throw wrong(start, "not a number from 0 to " + FARTHEST, "\"near words\"~5");
    return Integer.parseInt(digits);
  }

  private Query bare(Scope scope) {
    int start = at;
    while (!blankAt(at) && "()".indexOf(text.charAt(at)) < 0 && !isQuote(text.charAt(at))) at++;
    String word = text.substring(start, at);
    return switch (scope) {
      case Words(var where) when word.indexOf('*') >= 0 -> prefix(where, word, start);
      case Words(var where) -> word(where, word, start);
      case Names in -> term(start, named(in, word, start));
    };
  }

  private Query word(Where where, String word, int start) {
    words.add(new Span(start, at));
    return term(start, new Query.Word(where, word));
  }

  private Query prefix(Where where, String word, int start) {
    if (word.equals("*") && where == Where.ANYWHERE) return Query.ALL;
    String beginning = word.substring(0, word.length() - 1);
    if (word.indexOf('*') < word.length() - 1)
      throw wrong(start + word.indexOf('*'), "* within a word", "only at its end: ban*");
    long letters = beginning.codePoints().filter(Character::isLetterOrDigit).count();
    boolean ideographic = beginning.codePoints().anyMatch(Character::isIdeographic);
    if (letters < 2 && !ideographic)
      throw wrong(start, "too short a beginning", "at least two letters before *");
    return term(start, new Query.Prefix(where, beginning));
  }

  private Query named(Names in, String value, int start) {
    Field field = in.field;
    if (value.endsWith("*"))
      throw wrong(start + value.length() - 1, "* in " + label(field), "write the whole name");
    if (in.isOwner) return new Query.Is(field, owned.apply(value.strip()));
    String name =
        switch (field) {
          case VENDOR, PRODUCT, ACTOR -> names.apply(value.strip());
          case SOURCE -> value.strip();
          case TYPE -> oneOf(field, value.strip(), start, EventType.values(), EventType::label);
          case STATUS -> oneOf(field, value.strip(), start, Status.values(), Status::label);
          case LANG -> lang(value.strip(), start);
        };
    return new Query.Is(field, Set.of(name));
  }

  private static <T> String oneOf(
      Field field, String value, int start, T[] all, Function<T, String> labels) {
    String label = value.toLowerCase(Locale.ROOT).replace('_', '-');
    List<String> known = Arrays.stream(all).map(labels).toList();
    if (known.contains(label)) return label;
    String name = field.name().toLowerCase(Locale.ROOT);
    throw wrong(start, "no " + name + " " + value, String.join(", ", known));
  }

  private String lang(String value, int start) {
    Lang lang = Lang.of(value);
    if (!lang.isKnown() && !value.equals(lang.code()))
      throw wrong(start, "no language " + value, "en, de, zh, …");
    return lang.code();
  }

  private Query published() {
    int start = at;
    Matcher range = matcher(RANGE);
    if (range.lookingAt()) {
      at = range.end();
      return term(start, between(start, range));
    }
    Matcher comparison = matcher(COMPARISON);
    if (!comparison.lookingAt()) {
      Edges day = edges(dateWord(), start);
      if (day.start().equals(day.after())) throw wrong(start, "not a day", DATES);
      return term(start, new Query.Published(day.start(), day.after()));
    }
    int date = comparison.end();
    at = date;
    Edges edges = edges(dateWord(), date);
    return term(
        start,
        switch (comparison.group()) {
          case ">" -> new Query.Published(edges.after(), null);
          case ">=" -> new Query.Published(edges.start(), null);
          case "<" -> new Query.Published(null, edges.start());
          default -> new Query.Published(null, edges.after());
        });
  }

  private Query between(int start, Matcher range) {
    boolean openStart = range.group(1).equals("*");
    boolean openEnd = range.group(2).equals("*");
    if (openStart && openEnd) return Query.ALL;
    Edges from = openStart ? null : edges(range.group(1), range.start(1));
    Edges to = openEnd ? null : edges(range.group(2), range.start(2));
    if (from != null
        && to != null
        && from.start() instanceof Moment.At(var begin)
        && to.after() instanceof Moment.At(var end)
        && !begin.isBefore(end)) throw wrong(start, "the range ends before it begins", DATES);
    return new Query.Published(from == null ? null : from.start(), to == null ? null : to.after());
  }

  private String dateWord() {
    int start = at;
    while (!blankAt(at) && "()".indexOf(text.charAt(at)) < 0) at++;
    return text.substring(start, at);
  }

  /** Where what was written begins, and where what comes after it begins. */
  private record Edges(Moment start, Moment after) {}

  private Edges edges(String written, int start) {
    Matcher relative = RELATIVE.matcher(written);
    if (relative.matches()) {
      Moment moment =
          relative.group(1) == null ? new Moment.Ago(0, ChronoUnit.DAYS) : ago(relative);
      return new Edges(moment, moment);
    }
    try {
      if (DATE.matcher(written).matches()) {
        LocalDate day = LocalDate.parse(written);
        return new Edges(midnight(day), midnight(day.plusDays(1)));
      }
      if (INSTANT.matcher(written).matches()) {
        Instant instant = OffsetDateTime.parse(written).toInstant().truncatedTo(ChronoUnit.MILLIS);
        return new Edges(new Moment.At(instant), new Moment.At(instant.plusMillis(1)));
      }
    } catch (DateTimeException impossible) {
      // such as the 31st of June: falls through to the one answer
    }
    throw wrong(start, "not a date: " + written, DATES);
  }

  private static Moment ago(Matcher relative) {
    int count = Integer.parseInt(relative.group(1));
    return new Moment.Ago(
        count,
        switch (relative.group(2)) {
          case "h" -> ChronoUnit.HOURS;
          case "d" -> ChronoUnit.DAYS;
          case "w" -> ChronoUnit.WEEKS;
          default -> ChronoUnit.MONTHS;
        });
  }

  private static Moment midnight(LocalDate day) {
    return new Moment.At(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private Query term(int start, Query query) {
    if (++terms > MOST_TERMS)
      throw wrong(start, "more than " + MOST_TERMS + " words", "ask for less at once");
    return query;
  }

  private Query deeper(int start, Supplier<Query> inside) {
    if (++depth > DEEPEST)
      throw wrong(start, "nested more than " + DEEPEST + " deep", "ask more simply");
    Query query = inside.get();
    depth--;
    return query;
  }

  private boolean keyword(String operator) {
    skipBlanks();
    if (!atKeyword(operator)) return false;
    at += operator.length();
    return true;
  }

  private boolean atKeyword(String operator) {
    int end = at + operator.length();
    return text.startsWith(operator, at)
        && (blankAt(end) || "()".indexOf(text.charAt(end)) >= 0 || isQuote(text.charAt(end)));
  }

  /** A dash with a blank after it is punctuation, as in a headline. */
  private boolean minus() {
    boolean negates = text.charAt(at) == '-' && !blankAt(at + 1);
    if (negates) at++;
    return negates;
  }

  private static boolean isKnown(String field) {
    return FIELDS.contains(field.toLowerCase(Locale.ROOT));
  }

  private static String label(Field field) {
    return field.name().toLowerCase(Locale.ROOT) + ":";
  }

  private static String inQuotes(String word) {
    return "to search for the words themselves write \"" + word + "\"";
  }

  private static boolean isQuote(char c) {
    return QUOTES.indexOf(c) >= 0;
  }

  private boolean blankAt(int index) {
    return index >= text.length() || isBlank(text.charAt(index));
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private void skipBlanks() {
    while (!atEnd() && isBlank(text.charAt(at))) at++;
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  private Matcher matcher(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length());
  }

  private static Invalid wrong(int position, String reason, String hint) {
    return new Invalid("q", reason, position, hint);
  }
}
