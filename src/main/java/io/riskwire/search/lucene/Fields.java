package io.riskwire.search.lucene;

import io.riskwire.base.Lang;
import io.riskwire.search.Doc;
import io.riskwire.search.Query.Field;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * How a document is laid out in the index: words in two fields, names folded to be found and as
 * written to be counted, times in milliseconds.
 */
final class Fields {
  /** Changes with anything below or in {@link Words}: an index laid out otherwise begins anew. */
  static final String LAYOUT = "2";

  static final String KIND = "kind";
  static final String KEY = "key";
  static final String ID = "id";
  static final String TITLE = "title";
  static final String TEXT = "text";
  static final String PUBLISHED = "published";
  static final String STORY = "story";

  /**
   * What of a text a snippet may be taken from, in characters. It is stored here, though the
   * database has it too: a page of snippets is then one read of neighbouring blocks and needs no
   * connection.
   */
  static final int QUOTABLE = 20_000;

  /** Where each word stands is filed, so that a snippet need not read the text again. */
  private static final FieldType WITH_PLACES = new FieldType(TextField.TYPE_NOT_STORED);

  static {
    WITH_PLACES.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    WITH_PLACES.freeze();
  }

  private Fields() {}

  static Document of(Doc doc) {
    Document document = new Document();
    document.add(new StringField(KEY, key(doc.kind(), doc.id()), Store.NO));
    document.add(new StringField(KIND, doc.kind().name(), Store.NO));
    document.add(new NumericDocValuesField(ID, doc.id()));
    document.add(words(TITLE, doc.title(), TextField.TYPE_NOT_STORED, doc.lang()));
    document.add(words(TEXT, doc.text(), WITH_PLACES, doc.lang()));
    document.add(new StoredField(TEXT, quotable(doc.text())));
    document.add(new LongField(PUBLISHED, doc.published().toEpochMilli(), Store.NO));
    // an article without a story stands for itself
    long story = doc.story() == null ? -doc.id() - 1 : doc.story();
    document.add(new NumericDocValuesField(STORY, story));
    file(document, Field.VENDOR, doc.vendors());
    file(document, Field.PRODUCT, doc.products());
    file(document, Field.ACTOR, doc.actors());
    file(document, Field.TYPE, doc.types());
    file(document, Field.STATUS, doc.statuses());
    file(document, Field.SOURCE, doc.sources());
    file(document, Field.LANG, List.of(doc.lang().code()));
    return document;
  }

  /** Words that are cut by the language they are in. */
  private static IndexableField words(String name, String text, FieldType type, Lang lang) {
    return new org.apache.lucene.document.Field(name, text, type) {
      @Override
      public TokenStream tokenStream(Analyzer any, @Nullable TokenStream reuse) {
        return Words.indexed(lang).tokenStream(name, text);
      }
    };
  }

  static Term term(Doc.Kind kind, long id) {
    return new Term(KEY, key(kind, id));
  }

  static String name(Field field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  /** The field that holds names as they are written. */
  static String written(String field) {
    return field + ".written";
  }

  private static String key(Doc.Kind kind, long id) {
    return kind.name().charAt(0) + Long.toString(id);
  }

  private static void file(Document document, Field field, List<String> names) {
    for (String name : names) {
      document.add(new StringField(name(field), Words.folded(name), Store.NO));
      document.add(new SortedSetDocValuesField(written(name(field)), new BytesRef(name)));
    }
  }

  private static String quotable(String text) {
    if (text.length() <= QUOTABLE) return text;
    boolean pair = Character.isHighSurrogate(text.charAt(QUOTABLE - 1));
    return text.substring(0, pair ? QUOTABLE - 1 : QUOTABLE);
  }
}
