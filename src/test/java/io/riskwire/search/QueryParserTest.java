package io.riskwire.search;

import static io.riskwire.search.Query.Field.LANG;
import static io.riskwire.search.Query.Field.PRODUCT;
import static io.riskwire.search.Query.Field.SOURCE;
import static io.riskwire.search.Query.Field.TYPE;
import static io.riskwire.search.Query.Field.VENDOR;
import static io.riskwire.search.Query.Where.ANYWHERE;
import static io.riskwire.search.Query.Where.TITLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.riskwire.TestClock;
import io.riskwire.base.Invalid;
import io.riskwire.db.TestDatabase;
import io.riskwire.log.ChangeLog;
import io.riskwire.search.Query.And;
import io.riskwire.search.Query.Is;
import io.riskwire.search.Query.Moment.Ago;
import io.riskwire.search.Query.Moment.At;
import io.riskwire.search.Query.Near;
import io.riskwire.search.Query.Not;
import io.riskwire.search.Query.Or;
import io.riskwire.search.Query.Phrase;
import io.riskwire.search.Query.Prefix;
import io.riskwire.search.Query.Published;
import io.riskwire.search.Query.Word;
import io.riskwire.vendor.Vendors;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {
  private static final Map<String, String> ALIASES =
      Map.of("open-ai", "OpenAI", "openai", "OpenAI", "palo alto", "Palo Alto Networks");

  @Test
  void wordsAreAnded() {
    assertThat(parse("ban  chatbot")).isEqualTo(all(word("ban"), word("chatbot")));
    assertThat(parse("ban AND chatbot")).isEqualTo(all(word("ban"), word("chatbot")));
    assertThat(parse("ban")).isEqualTo(word("ban"));
  }

  @Test
  void nothingMeansEverything() {
    assertThat(parse("")).isEqualTo(Query.ALL);
    assertThat(parse(" \t\u00a0\u3000")).isEqualTo(Query.ALL);
    assertThat(parse("*")).isEqualTo(Query.ALL);
  }

  @Test
  void andBindsMoreThanOr() {
    assertThat(parse("a1 b1 OR c1 d1"))
        .isEqualTo(any(all(word("a1"), word("b1")), all(word("c1"), word("d1"))));
    assertThat(parse("a1 (b1 OR c1) d1"))
        .isEqualTo(all(word("a1"), any(word("b1"), word("c1")), word("d1")));
  }

  @Test
  void operatorsAreWrittenInCapitals() {
    assertThat(parse("or and not")).isEqualTo(all(word("or"), word("and"), word("not")));
    assertThat(parse("ORACLE")).isEqualTo(word("ORACLE"));
    assertThat(parse("\"OR\"")).isEqualTo(new Phrase(ANYWHERE, "OR"));
  }

  @Test
  void notAndMinusNegateWhatFollows() {
    assertThat(parse("NOT ban")).isEqualTo(new Not(word("ban")));
    assertThat(parse("-ban")).isEqualTo(new Not(word("ban")));
    assertThat(parse("-(a1 OR b1)")).isEqualTo(new Not(any(word("a1"), word("b1"))));
    assertThat(parse("-vendor:x")).isEqualTo(new Not(is(VENDOR, "x")));
    assertThat(parse("--ban")).isEqualTo(new Not(new Not(word("ban"))));
    assertThat(parse("e-mail")).isEqualTo(word("e-mail"));
    assertThat(parse("a1 - b1")).isEqualTo(all(word("a1"), word("-"), word("b1")));
  }

  @Test
  void quotedWordsAreAPhraseOrNear() {
    assertThat(parse("\"a ban (now)\"")).isEqualTo(new Phrase(ANYWHERE, "a ban (now)"));
    assertThat(parse("“a ban”")).isEqualTo(new Phrase(ANYWHERE, "a ban"));
    assertThat(parse("„ein Verbot“")).isEqualTo(new Phrase(ANYWHERE, "ein Verbot"));
    assertThat(parse("\"a ban\"~5")).isEqualTo(new Near(ANYWHERE, "a ban", 5));
    assertThat(parse("title:\"a ban\"~0")).isEqualTo(new Near(TITLE, "a ban", 0));
  }

  @Test
  void aStarEndsABeginning() {
    assertThat(parse("ban*")).isEqualTo(new Prefix(ANYWHERE, "ban"));
    assertThat(parse("title:ban*")).isEqualTo(new Prefix(TITLE, "ban"));
    assertThat(parse("国*")).isEqualTo(new Prefix(ANYWHERE, "国"));
  }

  @Test
  void namesAreMadeCanonical() {
    assertThat(parse("vendor:open-ai")).isEqualTo(is(VENDOR, "OpenAI"));
    assertThat(parse("VENDOR:\"palo alto\"")).isEqualTo(is(VENDOR, "Palo Alto Networks"));
    assertThat(parse("vendor:(open-ai OR unknown)"))
        .isEqualTo(any(is(VENDOR, "OpenAI"), is(VENDOR, "unknown")));
    assertThat(parse("product:openai")).isEqualTo(is(PRODUCT, "OpenAI"));
    assertThat(parse("source:openai")).isEqualTo(is(SOURCE, "openai"));
  }

  @Test
  void anOwnerStandsForAllThatBelongsToIt() {
    var clock = TestClock.at("2026-07-03T12:00:00Z");
    var database = TestDatabase.H2.fresh();
    var vendors = new Vendors(database, new ChangeLog(database, clock), clock);
    assertThat(QueryParser.parse("owner:Alphabet", vendors))
        .isInstanceOfSatisfying(
            Is.class,
            is -> {
              assertThat(is.field()).isEqualTo(VENDOR);
              assertThat(is.anyOf()).contains("Google").hasSizeGreaterThan(1);
            });
    assertThat(QueryParser.parse("owner:nobody-knows-it", vendors))
        .isEqualTo(is(VENDOR, "nobody-knows-it"));
    assertThat(parse("owner:open-ai")).isEqualTo(is(VENDOR, "OpenAI"));
  }

  @Test
  void statusesAreChecked() {
    assertThat(parse("status:IN_FORCE")).isEqualTo(is(Query.Field.STATUS, "in-force"));
    assertThat(wrong("status:over").hint()).contains("in-force");
  }

  @Test
  void theWordsThatAreLookedForAreKnownByTheirPlace() {
    String q = "ban -chatbt (title:antropic OR vendor:opnai) \"a phrase\" pre* type:outage";
    assertThat(QueryParser.words(q))
        .extracting(span -> span.of(q))
        .containsExactly("ban", "chatbt", "antropic");
  }

  @Test
  void typesAndLanguagesAreChecked() {
    assertThat(parse("type:TOOL_BAN")).isEqualTo(is(TYPE, "tool-ban"));
    assertThat(parse("lang:zh-Hant")).isEqualTo(is(LANG, "zh"));
    assertThat(wrong("type:ban").hint()).contains("tool-ban");
  }

  @Test
  void titleTakesWordsAndGroups() {
    assertThat(parse("title:ban")).isEqualTo(new Word(TITLE, "ban"));
    assertThat(parse("title:(ban -list)"))
        .isEqualTo(all(new Word(TITLE, "ban"), new Not(new Word(TITLE, "list"))));
  }

  @Test
  void aColonAfterAnythingButAFieldIsPunctuation() {
    assertThat(parse("Breaking: a1")).isEqualTo(all(word("Breaking:"), word("a1")));
    assertThat(parse("12:30")).isEqualTo(word("12:30"));
    assertThat(parse("\"see: this\"")).isEqualTo(new Phrase(ANYWHERE, "see: this"));
  }

  @Test
  void publishedTakesDaysRangesAndComparisons() {
    At first = at("2026-07-01T00:00:00Z");
    At second = at("2026-07-02T00:00:00Z");
    assertThat(parse("published:2026-07-01")).isEqualTo(new Published(first, second));
    assertThat(parse("published:[2026-07-01 TO 2026-07-31]"))
        .isEqualTo(new Published(first, at("2026-08-01T00:00:00Z")));
    assertThat(parse("published:[ 2026-07-01  TO * ]")).isEqualTo(new Published(first, null));
    assertThat(parse("published:>2026-07-01")).isEqualTo(new Published(second, null));
    assertThat(parse("published:>=2026-07-01")).isEqualTo(new Published(first, null));
    assertThat(parse("published:<2026-07-01")).isEqualTo(new Published(null, first));
    assertThat(parse("published:<=2026-07-01")).isEqualTo(new Published(null, second));
    assertThat(parse("published:>2026-07-01T02:00:00+02:00"))
        .isEqualTo(new Published(at("2026-07-01T00:00:00.001Z"), null));
  }

  @Test
  void relativeTimesStayRelative() {
    assertThat(parse("published:>now-7d"))
        .isEqualTo(new Published(new Ago(7, ChronoUnit.DAYS), null));
    assertThat(parse("published:[now-24h TO now]"))
        .isEqualTo(new Published(new Ago(24, ChronoUnit.HOURS), new Ago(0, ChronoUnit.DAYS)));
    assertThat(new Ago(2, ChronoUnit.WEEKS).asOf(Instant.parse("2026-07-15T12:00:00Z")))
        .isEqualTo("2026-07-01T12:00:00Z");
    assertThat(new Ago(3, ChronoUnit.MONTHS).asOf(Instant.parse("2026-05-31T12:00:00Z")))
        .isEqualTo("2026-02-28T12:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`a1 (b1`              | 3  | a ( that nothing closes",
        "`a1) b1`              | 2  | a ) that nothing opens",
        "`()`                  | 1  | something is missing before )",
        "`a1 \"b1`             | 3  | a quotation mark that nothing closes",
        "`a1 \"\"`             | 3  | nothing between the quotation marks",
        "`a1 OR`               | 5  | something is missing at the end",
        "`OR a1`               | 0  | OR needs something on both sides",
        "`a1 OR OR b1`         | 6  | OR needs something on both sides",
        "`a1 AND`              | 6  | something is missing at the end",
        "`a1 NOT`              | 6  | something is missing at the end",
        "`foo:bar`             | 0  | no field foo",
        "`https://example.com` | 0  | no field https",
        "`vendor:`             | 7  | nothing after vendor:",
        "`vendor: x`           | 7  | nothing after vendor:",
        "`vendor:(title:x)`    | 8  | a field within another",
        "`vendor:mi*`          | 9  | * in vendor:",
        "`vendor:\"x\"~2`      | 10 | ~ in vendor:",
        "`a*b`                 | 1  | * within a word",
        "`a1 b*`               | 3  | too short a beginning",
        "`\"a b\"~x`           | 6  | not a number from 0 to 100",
        "`\"a b\"~101`         | 6  | not a number from 0 to 100",
        "`type:ban`            | 5  | no type ban",
        "`lang:12`             | 5  | no language 12",
        "`published:soon`      | 10 | not a date: soon",
        "`published:now-7d`    | 10 | not a day",
        "`published:>2026-06-31` | 11 | not a date: 2026-06-31",
        "`published:>now-7y`   | 11 | not a date: now-7y",
        "`published:[2026-07-02 TO 2026-07-01]` | 10 | the range ends before it begins",
        "`published:[2026-07-02 TO`             | 10 | not a date: [2026-07-02",
      })
  void whatCannotBeReadIsAnsweredWithThePlaceAndAHint(String q, int position, String reason) {
    Invalid wrong = wrong(q);
    assertThat(wrong.field()).isEqualTo("q");
    assertThat(wrong.reason()).isEqualTo(reason);
    assertThat(wrong.position()).isEqualTo(position);
    assertThat(wrong.hint()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "-(", "NOT ", "title:("})
  void depthIsBounded(String opening) {
    assertThat(wrong(opening.repeat(100_000 / opening.length())).reason()).contains("longer");
    assertThat(wrong(opening.repeat(1_000) + "x").reason()).matches("nested.*|a field within.*");
  }

  @Test
  void theNumberOfWordsIsBounded() {
    assertThat(parse("w ".repeat(250))).isInstanceOf(And.class);
    assertThat(wrong("w ".repeat(251)).position()).isEqualTo(500);
  }

  @Test
  void whateverIsTypedTheAnswerIsAQueryOrAMistake() {
    for (String text : Hostile.strings()) {
      try {
        parse(text);
      } catch (Invalid answered) {
        assertThat(answered.position()).as(text).isBetween(0, text.length());
      }
    }
  }

  private static Query parse(String q) {
    return QueryParser.parse(q, name -> ALIASES.getOrDefault(name, name));
  }

  private static Invalid wrong(String q) {
    return catchThrowableOfType(Invalid.class, () -> parse(q));
  }

  private static Word word(String text) {
    return new Word(ANYWHERE, text);
  }

  private static Query is(Query.Field field, String name) {
    return new Is(field, Set.of(name));
  }

  private static Query all(Query... parts) {
    return new And(List.of(parts));
  }

  private static Query any(Query... parts) {
    return new Or(List.of(parts));
  }

  private static At at(String instant) {
    return new At(Instant.parse(instant));
  }
}
