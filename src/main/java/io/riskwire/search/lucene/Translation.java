package io.riskwire.search.lucene;

import io.riskwire.base.Invalid;
import io.riskwire.search.Doc;
import io.riskwire.search.Query;
import io.riskwire.search.Query.Where;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Says a query in Lucene's terms, for the index and for the matcher alike. */
final class Translation {
  private static final float TITLE_WEIGHT = 3;

  /** How much the second of title and text counts; between the best alone (0) and the sum (1). */
  private static final float BOTH = 0.3f;

  /**
   * From here on, names are looked up as a set; fewer are clauses, which the matcher can pick by.
   */
  private static final int MANY_NAMES = 50;

  /** Lucene refuses more than 1,024 clauses, some only when it runs them. */
  private static final int MOST_WORDS = 1_000;

  private final InstantSource clock;

  Translation(InstantSource clock) {
    this.clock = clock;
  }

  org.apache.lucene.search.Query of(Query query, Doc.Kind kind) {
    return new BooleanQuery.Builder()
        .add(of(query), Occur.MUST)
        .add(new TermQuery(new Term(Fields.KIND, kind.name())), Occur.FILTER)
        .build();
  }

  /** Throws {@link Invalid} where the analysis finds too many words in it. */
  org.apache.lucene.search.Query of(Query query) {
    var translated = translated(query);
    if (words(translated) > MOST_WORDS)
      throw new Invalid("q", "too many words", null, "ask for less at once");
    return translated;
  }

  private static int words(org.apache.lucene.search.Query query) {
    var words = new AtomicInteger();
    query.visit(
        new QueryVisitor() {
          @Override
          public void consumeTerms(org.apache.lucene.search.Query in, Term... terms) {
            words.addAndGet(in instanceof SynonymQuery ? 1 : terms.length);
          }

          @Override
          public QueryVisitor getSubVisitor(Occur occur, org.apache.lucene.search.Query parent) {
            return this;
          }
        });
    return words.get();
  }

  private org.apache.lucene.search.Query translated(Query query) {
    return switch (query) {
      case Query.All() -> new MatchAllDocsQuery();
      case Query.Word(var where, var text) -> words(where, text);
      case Query.Phrase(var where, var text) -> phrase(where, text);
      case Query.Prefix(var where, var text) -> in(where, field -> prefix(field, text));
      case Query.Near(var where, var text, var between) -> near(where, text, between);
      case Query.Is(var field, var anyOf) -> names(Fields.name(field), anyOf);
      case Query.Published published -> published(published);
      case Query.And(var parts) -> all(parts);
      case Query.Or(var parts) -> any(parts);
      case Query.Not not -> all(List.of(not));
    };
  }

  private static org.apache.lucene.search.Query words(Where where, String text) {
    List<Set<String>> words = Words.forms(text);
    return switch (words.size()) {
      case 0 -> new MatchNoDocsQuery("no word in it");
      case 1 -> in(where, field -> anyForm(field, words.getFirst()));
      default -> in(where, field -> oneAfterAnother(field, words));
    };
  }

  /** The forms of a word count as one word, of which the best known form says how rare it is. */
  private static org.apache.lucene.search.Query anyForm(String field, Set<String> forms) {
    if (forms.size() == 1) return new TermQuery(new Term(field, forms.iterator().next()));
    var any = new SynonymQuery.Builder(field);
    for (String form : forms) any.addTerm(new Term(field, form));
    return any.build();
  }

  private static org.apache.lucene.search.Query oneAfterAnother(
      String field, List<Set<String>> words) {
    if (words.stream().allMatch(forms -> forms.size() == 1))
      return new PhraseQuery(field, words.stream().flatMap(Set::stream).toArray(String[]::new));
    var phrase = new MultiPhraseQuery.Builder();
    for (Set<String> forms : words)
      phrase.add(forms.stream().map(form -> new Term(field, form)).toArray(Term[]::new));
    return phrase.build();
  }

  private static org.apache.lucene.search.Query phrase(Where where, String text) {
    List<String> words = Words.AS_WRITTEN.of(text);
    return switch (words.size()) {
      case 0 -> new MatchNoDocsQuery("no word in it");
      case 1 -> in(where, field -> new TermQuery(new Term(field, words.getFirst())));
      default -> in(where, field -> new PhraseQuery(field, words.toArray(String[]::new)));
    };
  }

  private static org.apache.lucene.search.Query prefix(String field, String text) {
    List<String> words = Words.AS_WRITTEN.of(text);
    if (words.isEmpty()) return new MatchNoDocsQuery("no word in it");
    var last = new PrefixQuery(new Term(field, words.getLast()));
    if (words.size() == 1) return last;
    String[] before = words.subList(0, words.size() - 1).toArray(String[]::new);
    return new BooleanQuery.Builder()
        .add(new PhraseQuery(field, before), Occur.MUST)
        .add(last, Occur.MUST)
        .build();
  }

  private static org.apache.lucene.search.Query near(Where where, String text, int between) {
    List<IntervalsSource> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      List<Set<String>> parts = Words.forms(word);
      if (!parts.isEmpty())
        words.add(
            Intervals.phrase(
                parts.stream().map(Translation::anyForm).toArray(IntervalsSource[]::new)));
    }
    if (words.isEmpty()) return new MatchNoDocsQuery("no word in it");
    IntervalsSource near =
        Intervals.maxgaps(between, Intervals.unordered(words.toArray(IntervalsSource[]::new)));
    return in(where, field -> new IntervalQuery(field, near));
  }

  private static IntervalsSource anyForm(Set<String> forms) {
    return Intervals.or(forms.stream().map(Intervals::term).toArray(IntervalsSource[]::new));
  }

  private static org.apache.lucene.search.Query in(
      Where where, Function<String, org.apache.lucene.search.Query> inField) {
    var title = new BoostQuery(inField.apply(Fields.TITLE), TITLE_WEIGHT);
    return where == Where.TITLE
        ? title
        : new DisjunctionMaxQuery(List.of(title, inField.apply(Fields.TEXT)), BOTH);
  }

  private static org.apache.lucene.search.Query names(String field, Set<String> anyOf) {
    List<BytesRef> names = anyOf.stream().map(Words::folded).map(BytesRef::new).toList();
    if (names.size() > MANY_NAMES) return new TermInSetQuery(field, names);
    var any = new BooleanQuery.Builder();
    for (BytesRef name : names) any.add(new TermQuery(new Term(field, name)), Occur.SHOULD);
    return new ConstantScoreQuery(any.build());
  }

  private org.apache.lucene.search.Query published(Query.Published range) {
    return new ConstantScoreQuery(new PublishedQuery(range, clock));
  }

  /**
   * A word of which the analysis leaves nothing, such as a dash, is no condition beside others;
   * alone it finds nothing.
   */
  private org.apache.lucene.search.Query all(List<Query> parts) {
    List<Query> conditions = parts.stream().filter(part -> !isEmpty(part)).toList();
    if (conditions.isEmpty()) return new MatchNoDocsQuery("no word in it");
    var all = new BooleanQuery.Builder();
    boolean positive = false;
    for (Query condition : conditions) {
      switch (condition) {
        case Query.Not(var part) -> all.add(translated(part), Occur.MUST_NOT);
        case Query.Is is -> all.add(translated(is), Occur.FILTER);
        case Query.Published range -> all.add(translated(range), Occur.FILTER);
        default -> all.add(translated(condition), Occur.MUST);
      }
      positive |= !(condition instanceof Query.Not);
    }
    if (!positive) all.add(new MatchAllDocsQuery(), Occur.FILTER);
    return all.build();
  }

  private org.apache.lucene.search.Query any(List<Query> parts) {
    var any = new BooleanQuery.Builder();
    for (Query part : parts) any.add(translated(part), Occur.SHOULD);
    return any.build();
  }

  private static boolean isEmpty(Query query) {
    return query instanceof Query.Word(var where, var text) && Words.AS_WRITTEN.of(text).isEmpty();
  }
}
