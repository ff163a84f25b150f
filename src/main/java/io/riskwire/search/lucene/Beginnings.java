package io.riskwire.search.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TermsEnum.SeekStatus;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Words that begin so, said one by one: for a snippet the index then knows where they stand, while
 * for a beginning the texts would have to be cut into words again.
 */
final class Beginnings {
  /** Where there are more words to look through, the texts are cut. */
  private static final int MOST_WORDS = 1_000;

  private Beginnings() {}

  /** The same query, with the words that stand in these documents for the beginning of them. */
  static Query spelledOut(Query query, IndexSearcher searcher, int[] docs) throws IOException {
    return switch (query) {
      case PrefixQuery prefix when prefix.getField().equals(Fields.TEXT) ->
          words(prefix, searcher.getIndexReader(), docs);
      case BooleanQuery clauses -> {
        var each = new BooleanQuery.Builder();
        for (BooleanClause clause : clauses)
          each.add(spelledOut(clause.query(), searcher, docs), clause.occur());
        yield each.build();
      }
      default -> query;
    };
  }

  private static Query words(PrefixQuery prefix, IndexReader reader, int[] docs)
      throws IOException {
    BytesRef beginning = prefix.getPrefix().bytes();
    int[] sorted = docs.clone();
    Arrays.sort(sorted);
    Set<BytesRef> words = new LinkedHashSet<>();
    int looked = 0;
    for (int from = 0; from < sorted.length; ) {
      LeafReaderContext segment =
          reader.leaves().get(ReaderUtil.subIndex(sorted[from], reader.leaves()));
      int to = from;
      while (to < sorted.length && sorted[to] < segment.docBase + segment.reader().maxDoc()) to++;
      Terms terms = segment.reader().terms(Fields.TEXT);
      if (terms != null) {
        TermsEnum each = terms.iterator();
        boolean more = each.seekCeil(beginning) != SeekStatus.END;
        while (more && StringHelper.startsWith(each.term(), beginning)) {
          if (++looked > MOST_WORDS) return prefix;
          if (!words.contains(each.term()) && isIn(each, segment.docBase, sorted, from, to))
            words.add(BytesRef.deepCopyOf(each.term()));
          more = each.next() != null;
        }
      }
      from = to;
    }
    var any = new BooleanQuery.Builder();
    for (BytesRef word : words) any.add(new TermQuery(new Term(Fields.TEXT, word)), Occur.SHOULD);
    return any.build();
  }

  private static boolean isIn(TermsEnum word, int base, int[] sorted, int from, int to)
      throws IOException {
    PostingsEnum postings = word.postings(null, PostingsEnum.NONE);
    for (int i = from; i < to; i++) {
      int doc = sorted[i] - base;
      if (postings.docID() < doc) postings.advance(doc);
      if (postings.docID() == doc) return true;
    }
    return false;
  }
}
