package io.riskwire.search.opensearch;

import io.riskwire.search.Doc;
import io.riskwire.search.Query.And;
import io.riskwire.search.Query.Is;
import io.riskwire.search.Query.Near;
import io.riskwire.search.Query.Not;
import io.riskwire.search.Query.Or;
import io.riskwire.search.Query.Phrase;
import io.riskwire.search.Query.Prefix;
import io.riskwire.search.Query.Published;
import io.riskwire.search.Query.Where;
import io.riskwire.search.Query.Word;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.BoolQuery;
import org.opensearch.client.opensearch._types.query_dsl.Intervals;
import org.opensearch.client.opensearch._types.query_dsl.Operator;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** Says a query in OpenSearch's terms, as the Lucene engine says it in its own. */
final class Translation {
  private static final float TITLE_WEIGHT = 3;

  /** How much the second of title and text counts; between the best alone (0) and the sum (1). */
  private static final float BOTH = 0.3f;

  private static final String ASKED = "asked";
  private static final String AS_WRITTEN = "as_written";
  private static final Query ALL = Query.of(q -> q.matchAll(all -> all));
  private static final Query NONE = Query.of(q -> q.matchNone(none -> none));

  private final InstantSource clock;

  Translation(InstantSource clock) {
    this.clock = clock;
  }

  Query of(io.riskwire.search.Query query, Doc.Kind kind) {
    Query asked = of(query);
    return Query.of(q -> q.bool(b -> b.must(asked).filter(is(Fields.KIND, kind.name()))));
  }

  Query of(io.riskwire.search.Query query) {
    return switch (query) {
      case io.riskwire.search.Query.All() -> ALL;
      case Word(var where, var text) -> words(where, text);
      case Phrase(var where, var text) -> words(where, text);
      case Prefix(var where, var text) -> in(where, (field, boost) -> prefix(field, text, boost));
      case Near(var where, var text, var between) -> near(where, text, between);
      case Is(var field, var anyOf) -> names(Fields.name(field), anyOf);
      case Published range -> published(range);
      case And(var parts) -> all(parts);
      case Or(var parts) -> any(parts);
      case Not not -> all(List.of(not));
    };
  }

  private static Query words(Where where, String text) {
    return in(
        where,
        (field, boost) ->
            Query.of(
                q ->
                    q.matchPhrase(
                        p ->
                            p.field(field).query(Fields.sent(text)).analyzer(ASKED).boost(boost))));
  }

  /** The words before the last may stand anywhere, as the cluster alone knows how it cuts them. */
  private static Query prefix(String field, String text, float boost) {
    return Query.of(
        q ->
            q.matchBoolPrefix(
                p ->
                    p.field(field)
                        .query(Fields.sent(text))
                        .analyzer(AS_WRITTEN)
                        .operator(Operator.And)
                        .boost(boost)));
  }

  private static Query near(Where where, String text, int between) {
    List<Intervals> words =
        Arrays.stream(text.strip().split("\\s+"))
            .filter(Translation::hasWord)
            .map(Translation::adjacent)
            .toList();
    if (words.isEmpty()) return NONE;
    return in(
        where,
        (field, boost) ->
            Query.of(
                q ->
                    q.intervals(
                        i ->
                            i.field(field)
                                .boost(boost)
                                .allOf(a -> a.ordered(false).maxGaps(between).intervals(words)))));
  }

  private static Intervals adjacent(String word) {
    return Intervals.of(
        i -> i.match(m -> m.query(Fields.sent(word)).analyzer(ASKED).ordered(true).maxGaps(0)));
  }

  private interface InField {
    Query of(String field, float boost);
  }

  private static Query in(Where where, InField inField) {
    Query title = inField.of(Fields.TITLE, TITLE_WEIGHT);
    if (where == Where.TITLE) return title;
    Query text = inField.of(Fields.TEXT, 1);
    return Query.of(q -> q.disMax(d -> d.queries(title, text).tieBreaker(BOTH)));
  }

  private static Query names(String field, Set<String> anyOf) {
    List<FieldValue> names = anyOf.stream().map(Fields::folded).map(FieldValue::of).toList();
    return Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(names))));
  }

  static Query is(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(FieldValue.of(value))));
  }

  private Query published(Published range) {
    Instant now = clock.instant();
    return Query.of(
        q ->
            q.range(
                r -> {
                  r.field(Fields.PUBLISHED);
                  if (range.from() != null) r.gte(millis(range.from().asOf(now)));
                  if (range.to() != null) r.lt(millis(range.to().asOf(now)));
                  return r;
                }));
  }

  private static JsonData millis(Instant instant) {
    return JsonData.of(instant.toEpochMilli());
  }

  /**
   * A word of which the analysis leaves nothing, such as a dash, is no condition beside others;
   * alone it finds nothing.
   */
  private Query all(List<io.riskwire.search.Query> parts) {
    var conditions = parts.stream().filter(part -> !isEmpty(part)).toList();
    if (conditions.isEmpty()) return NONE;
    var all = new BoolQuery.Builder();
    boolean positive = false;
    for (var condition : conditions) {
      switch (condition) {
        case Not(var part) -> all.mustNot(of(part));
        case Is is -> all.filter(of(is));
        case Published range -> all.filter(of(range));
        default -> all.must(of(condition));
      }
      positive |= !(condition instanceof Not);
    }
    if (!positive) all.filter(ALL);
    return all.build().toQuery();
  }

  private Query any(List<io.riskwire.search.Query> parts) {
    List<Query> any =
        parts.stream().map((Function<io.riskwire.search.Query, Query>) this::of).toList();
    return Query.of(q -> q.bool(b -> b.should(any).minimumShouldMatch("1")));
  }

  private static boolean isEmpty(io.riskwire.search.Query query) {
    return query instanceof Word(var where, var text) && !hasWord(text);
  }

  /** Whether the analysis will leave something of it: letters, digits, pictures. */
  private static boolean hasWord(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.isLetterOrDigit(c) || Character.isEmojiPresentation(c));
  }
}
