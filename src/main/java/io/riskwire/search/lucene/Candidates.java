package io.riskwire.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.monitor.Presearcher;
import org.apache.lucene.monitor.QueryTree;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;

/**
 * Picks the standing queries that may fit a document. Each is filed under its rarest words, any of
 * which it needs, and in a second pass under the next; only those are tried of which the document
 * has a word in either pass.
 *
 * <p>Lucene's presearchers look up all words of a document in the index of queries, which was half
 * of what matching cost. Here words are numbers, the same in title and text, and what a number
 * leads to is remembered for as long as the segment lasts.
 */
final class Candidates extends Presearcher {
  private static final int PASSES = 2;
  private static final float ANY_WEIGHT = 0;
  private static final String FILED = "filed";
  private static final int[] NONE = {};

  private final Map<String, Map<BytesRef, Integer>> words = new ConcurrentHashMap<>();
  private final AtomicInteger many = new AtomicInteger();
  private final Map<IndexReader.CacheKey, Segment> segments = new ConcurrentHashMap<>();
  private final TermFilteredPresearcher filing;

  /** Under what the monitor files what may fit any document. */
  private final int always;

  Candidates(TermWeightor rare) {
    filing =
        new TermFilteredPresearcher(rare, List.of(), Set.of()) {
          @Override
          protected Document buildQueryDocument(QueryTree query) {
            return filed(query);
          }
        };
    var any = new AtomicInteger();
    QueryTree.anyTerm("").collectTerms((field, word) -> any.set(number(field, word)));
    always = any.get();
  }

  @Override
  public Document indexQuery(Query query, Map<String, String> metadata) {
    return filing.indexQuery(query, metadata);
  }

  private Document filed(QueryTree query) {
    Document document = new Document();
    for (int pass = 0; pass < PASSES; pass++) {
      Set<Integer> numbers = new TreeSet<>();
      query.collectTerms((field, word) -> numbers.add(number(field, word)));
      for (int number : numbers)
        document.add(new StringField(FILED, bytes(number * PASSES + pass), Store.NO));
      query.advancePhase(ANY_WEIGHT);
    }
    return document;
  }

  private int number(String field, BytesRef word) {
    return words
        .computeIfAbsent(place(field), f -> new ConcurrentHashMap<>())
        .computeIfAbsent(BytesRef.deepCopyOf(word), w -> many.getAndIncrement());
  }

  private static String place(String field) {
    return field.equals(Fields.TITLE) ? Fields.TEXT : field;
  }

  private static BytesRef bytes(int number) {
    byte[] bytes = new byte[Integer.BYTES];
    NumericUtils.intToSortableBytes(number, bytes, 0);
    return new BytesRef(bytes);
  }

  @Override
  public Query buildQuery(LeafReader document, BiPredicate<String, BytesRef> isAsked) {
    try {
      Set<Integer> numbers = new TreeSet<>(Set.of(always));
      for (FieldInfo field : document.getFieldInfos()) {
        Map<BytesRef, Integer> asked = words.get(place(field.name));
        Terms terms = document.terms(field.name);
        if (asked == null || terms == null) continue;
        TermsEnum all = terms.iterator();
        for (BytesRef word; (word = all.next()) != null; ) {
          Integer number = asked.get(word);
          if (number != null) numbers.add(number);
        }
      }
      return new Filed(numbers.stream().mapToInt(n -> n).toArray());
    } catch (IOException impossible) { // in memory
      throw new UncheckedIOException(impossible);
    }
  }

  /** The queries that are filed in each pass under one of these words. */
  private final class Filed extends Query {
    private final int[] numbers;

    Filed(int[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
      return new ConstantScoreWeight(this, boost) {
        @Override
        public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) {
          LeafReader queries = context.reader();
          FixedBitSet found = segment(queries).filed(queries, numbers);
          int many = found.cardinality();
          return many == 0
              ? null
              : ConstantScoreScorerSupplier.fromIterator(
                  new BitSetIterator(found, many), score(), mode, queries.maxDoc());
        }

        @Override
        public boolean isCacheable(LeafReaderContext context) {
          return false;
        }
      };
    }

    @Override
    public void visit(QueryVisitor visitor) {
      visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString(String field) {
      return "filed under one of " + numbers.length + " words";
    }
  }

  private Segment segment(LeafReader queries) {
    IndexReader.CacheHelper lasting = queries.getCoreCacheHelper();
    return segments.computeIfAbsent(
        lasting.getKey(),
        key -> {
          lasting.addClosedListener(segments::remove);
          return new Segment();
        });
  }

  /** What numbers of words lead to in one segment of the index of queries, as far as looked up. */
  private static final class Segment {
    private int[][] known = new int[0][];

    synchronized FixedBitSet filed(LeafReader queries, int[] numbers) {
      int needed = (numbers[numbers.length - 1] + 1) * PASSES;
      if (known.length < needed) known = Arrays.copyOf(known, needed * 2);
      FixedBitSet inAll = filed(queries, numbers, 0);
      for (int pass = 1; pass < PASSES; pass++) inAll.and(filed(queries, numbers, pass));
      return inAll;
    }

    private FixedBitSet filed(LeafReader queries, int[] numbers, int pass) {
      var filed = new FixedBitSet(queries.maxDoc());
      for (int number : numbers) {
        int key = number * PASSES + pass;
        if (known[key] == null) known[key] = read(queries, bytes(key));
        for (int query : known[key]) filed.set(query);
      }
      return filed;
    }

    private static int[] read(LeafReader queries, BytesRef key) {
      try {
        Terms all = queries.terms(FILED);
        if (all == null) return NONE;
        TermsEnum keys = all.iterator();
        if (!keys.seekExact(key)) return NONE;
        int[] found = new int[keys.docFreq()];
        PostingsEnum under = keys.postings(null, PostingsEnum.NONE);
        for (int i = 0; i < found.length; i++) found[i] = under.nextDoc();
        return found;
      } catch (IOException impossible) { // in memory
        throw new UncheckedIOException(impossible);
      }
    }
  }
}
