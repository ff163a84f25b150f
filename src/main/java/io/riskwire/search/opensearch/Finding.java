package io.riskwire.search.opensearch;

import io.riskwire.base.Invalid;
import io.riskwire.search.Ask;
import io.riskwire.search.Ask.Facet;
import io.riskwire.search.Hits;
import io.riskwire.search.Hits.Count;
import io.riskwire.search.Hits.Hit;
import io.riskwire.search.opensearch.Cluster.Missing;
import io.riskwire.search.opensearch.Views.View;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.BoundaryScanner;
import org.opensearch.client.opensearch.core.search.BuiltinHighlighterType;
import org.opensearch.client.opensearch.core.search.Highlight;
import org.opensearch.client.opensearch.core.search.HighlighterEncoder;
import org.opensearch.client.opensearch.core.search.Pit;

/**
 * One question, asked of the cluster.
 *
 * <p>Scores move with every article that arrives, and the best of a story changes, so such lists go
 * on in a view of the index as their first page saw it. When that is gone they go on in today's
 * index, from the last row's score or, where stories are collapsed, after as many rows: near the
 * seam a row may then come twice or be passed over.
 */
final class Finding {
  /** How far the cluster counts rows; the mapping says the same. */
  static final int WINDOW = 100_000;

  private static final long NO_VIEW = -1;
  private static final int MOST_VALUES = 100;
  private static final long DAY = 24 * 3600 * 1000L;
  private static final String STORIES = "stories";

  /** Up to here the cluster counts different values as good as exactly; it goes no higher. */
  private static final int COUNTED = 40_000;

  private static final String PATIENCE = "3s";
  private static final String MARK = "<mark>";
  private static final String END_OF_MARK = "</mark>";
  private static final int PASSAGES = 2;
  private static final int PASSAGE_LENGTH = 120;

  private static final List<SortOptions> NEWEST =
      List.of(latest(Fields.PUBLISHED), latest(Fields.ID));
  private static final List<SortOptions> RELEVANCE =
      List.of(
          SortOptions.of(s -> s.score(score -> score.order(SortOrder.Desc))),
          latest(Fields.PUBLISHED),
          latest(Fields.ID));

  private final Cluster cluster;
  private final String index;
  private final Views views;
  private final Query query;
  private final Ask ask;
  private final @Nullable Place from;

  Finding(Cluster cluster, String index, Views views, Query query, Ask ask) {
    this.cluster = cluster;
    this.index = index;
    this.views = views;
    this.query = query;
    this.ask = ask;
    from = ask.cursor() == null ? null : Place.read(ask.cursor(), ask.sort());
  }

  private static SortOptions latest(String field) {
    return SortOptions.of(s -> s.field(f -> f.field(field).order(SortOrder.Desc)));
  }

  Hits hits() {
    View view = view();
    if (view == null) return hits(null);
    try {
      return hits(view);
    } catch (Missing closed) {
      views.forget(view);
      return hits(from == null ? views.now() : null);
    }
  }

  /** The ids of the page alone: no total, no facets, no snippets. */
  List<Long> ids() {
    var request =
        new SearchRequest.Builder()
            .index(index)
            .query(query)
            .sort(order())
            .size(ask.size())
            .timeout(PATIENCE)
            .source(s -> s.fetch(false))
            .trackTotalHits(t -> t.enabled(false))
            .build();
    return answer(request).hits().hits().stream().map(hit -> number(hit.sort().getLast())).toList();
  }

  private @Nullable View view() {
    boolean moves = ask.sort() == Ask.Sort.RELEVANCE || ask.collapse();
    if (!moves) return null;
    return from == null ? views.now() : views.kept(from.view());
  }

  private Hits hits(@Nullable View view) {
    SearchResponse<JsonData> answer = answer(request(view));
    List<org.opensearch.client.opensearch.core.search.Hit<JsonData>> page = answer.hits().hits();
    var shown = page.subList(0, Math.min(page.size(), ask.size()));
    boolean isMore = page.size() > shown.size();
    boolean isWhole = !answer.timedOut() && answer.shards().failed() == 0;
    long total = answer.hits().total() == null ? 0 : answer.hits().total().value();
    Map<Long, Long> others = Map.of();
    if (ask.collapse()) {
      total = counted(answer, STORIES).cardinality().value();
      isWhole &= total <= COUNTED;
      others = others(view, shown.stream().map(Finding::story).toList());
    }
    List<Hit> items = new ArrayList<>();
    for (var hit : shown) items.add(item(hit, others));
    String next = null;
    if (isMore) {
      int rows = (from == null ? 0 : from.rows()) + shown.size();
      boolean canGoOn = !ask.collapse() || rows + ask.size() < WINDOW;
      if (canGoOn)
        next = place(shown.getLast().sort(), Math.min(rows, WINDOW), view).cursor(ask.sort());
      isWhole &= canGoOn;
    }
    return new Hits(total, items, facets(answer), next, !isWhole);
  }

  private Hit item(
      org.opensearch.client.opensearch.core.search.Hit<JsonData> hit, Map<Long, Long> others) {
    double score = ask.sort() == Ask.Sort.RELEVANCE ? score(hit.sort().getFirst()) : 0;
    String snippet = String.join(" … ", hit.highlight().getOrDefault(Fields.TEXT, List.of()));
    int more = ask.collapse() ? (int) (others.getOrDefault(story(hit), 1L) - 1) : 0;
    return new Hit(number(hit.sort().getLast()), score, snippet, more);
  }

  private Place place(List<FieldValue> sort, int rows, @Nullable View view) {
    float score = ask.sort() == Ask.Sort.RELEVANCE ? (float) score(sort.getFirst()) : 0;
    long published = number(sort.get(sort.size() - 2));
    return new Place(
        score, published, number(sort.getLast()), rows, view == null ? NO_VIEW : view.token());
  }

  /** One row more than asked for is looked up, to know whether there is a next page. */
  SearchRequest request(@Nullable View view) {
    var request =
        new SearchRequest.Builder()
            .query(query)
            .sort(order())
            .size(ask.size() + 1)
            .timeout(PATIENCE)
            .source(s -> s.fetch(false))
            .trackTotalHits(t -> t.enabled(true))
            .highlight(snippets());
    if (view == null) request.index(index);
    else request.pit(Pit.of(p -> p.id(view.pit())));
    for (Facet facet : ask.facets()) request.aggregations(facet.name(), counting(facet));
    if (ask.collapse()) {
      request.collapse(c -> c.field(Fields.STORY));
      request.aggregations(
          STORIES, a -> a.cardinality(c -> c.field(Fields.STORY).precisionThreshold(COUNTED)));
      // the cluster cannot go on after a row where it collapses
      if (from != null) request.from(from.rows());
    } else if (from != null) {
      request.searchAfter(after(from));
    }
    return request.build();
  }

  private List<SortOptions> order() {
    return ask.sort() == Ask.Sort.NEWEST ? NEWEST : RELEVANCE;
  }

  private List<FieldValue> after(Place last) {
    List<FieldValue> keys = new ArrayList<>();
    if (ask.sort() == Ask.Sort.RELEVANCE) keys.add(FieldValue.of((double) last.score()));
    keys.add(FieldValue.of(last.published()));
    keys.add(FieldValue.of(last.id()));
    return keys;
  }

  private static Highlight snippets() {
    return Highlight.of(
        h ->
            h.encoder(HighlighterEncoder.Html)
                .fields(
                    Fields.TEXT,
                    f ->
                        f.type(t -> t.builtin(BuiltinHighlighterType.Unified))
                            .boundaryScanner(BoundaryScanner.Sentence)
                            .preTags(MARK)
                            .postTags(END_OF_MARK)
                            .numberOfFragments(PASSAGES)
                            .fragmentSize(PASSAGE_LENGTH)
                            .noMatchSize(PASSAGE_LENGTH)
                            .requireFieldMatch(true)));
  }

  private static Aggregation counting(Facet facet) {
    return facet == Facet.DAY
        ? Aggregation.of(
            a -> a.histogram(d -> d.field(Fields.PUBLISHED).interval((double) DAY).minDocCount(1)))
        : Aggregation.of(
            a ->
                a.terms(
                    t ->
                        t.field(Fields.written(facet))
                            .size(MOST_VALUES)
                            .order(
                                Map.of("_count", SortOrder.Desc), Map.of("_key", SortOrder.Asc))));
  }

  private Map<Facet, List<Count>> facets(SearchResponse<JsonData> answer) {
    Map<Facet, List<Count>> facets = new EnumMap<>(Facet.class);
    for (Facet facet : ask.facets())
      facets.put(facet, counts(facet, counted(answer, facet.name())));
    return facets;
  }

  private static List<Count> counts(Facet facet, Aggregate counted) {
    List<Count> counts = new ArrayList<>();
    if (facet != Facet.DAY) {
      for (var value : counted.sterms().buckets().array())
        counts.add(new Count(value.key(), value.docCount()));
      return counts;
    }
    for (var day : counted.histogram().buckets().array())
      counts.add(new Count(day((long) day.key()), day.docCount()));
    Collections.reverse(counts);
    return counts.subList(0, Math.min(counts.size(), MOST_VALUES));
  }

  private static String day(long start) {
    return LocalDate.ofEpochDay(Math.floorDiv(start, DAY)).toString();
  }

  /** How many hits each of these stories has. */
  private Map<Long, Long> others(@Nullable View view, List<Long> stories) {
    Map<Long, Long> counts = new HashMap<>();
    if (stories.isEmpty()) return counts;
    List<FieldValue> shown = stories.stream().map(FieldValue::of).toList();
    Query ofThese = Query.of(q -> q.terms(t -> t.field(Fields.STORY).terms(v -> v.value(shown))));
    var request =
        new SearchRequest.Builder()
            .query(q -> q.bool(b -> b.filter(query, ofThese)))
            .size(0)
            .timeout(PATIENCE)
            .aggregations(STORIES, a -> a.terms(t -> t.field(Fields.STORY).size(shown.size())));
    if (view == null) request.index(index);
    else request.pit(Pit.of(p -> p.id(view.pit())));
    for (var story : counted(answer(request.build()), STORIES).lterms().buckets().array())
      counts.put(story.key().signed(), story.docCount());
    return counts;
  }

  private static Aggregate counted(SearchResponse<JsonData> answer, String name) {
    return Objects.requireNonNull(answer.aggregations().get(name));
  }

  private SearchResponse<JsonData> answer(SearchRequest request) {
    return cluster.call(client -> client.search(request, JsonData.class));
  }

  private static long story(org.opensearch.client.opensearch.core.search.Hit<JsonData> hit) {
    JsonData story = hit.fields().get(Fields.STORY);
    if (story == null) throw new Invalid("collapse", "the index knows no stories");
    return story.toJson().asJsonArray().getJsonNumber(0).longValue();
  }

  private static long number(FieldValue value) {
    return value.isLong() ? value.longValue() : (long) value.doubleValue();
  }

  private static double score(FieldValue value) {
    return (float) (value.isLong() ? value.longValue() : value.doubleValue());
  }
}
