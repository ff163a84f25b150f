package io.riskwire.search.opensearch;

import io.riskwire.search.Ask.Facet;
import io.riskwire.search.Doc;
import io.riskwire.search.Query.Field;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How a document is laid out in the index; the mapping is {@code opensearch/index.json}. */
final class Fields {
  /** Changes with anything below or in the mapping: an index laid out otherwise begins anew. */
  static final String LAYOUT = "1";

  static final String KIND = "kind";
  static final String ID = "id";
  static final String TITLE = "title";
  static final String TEXT = "text";
  static final String PUBLISHED = "published";
  static final String STORY = "story";

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN = Pattern.compile("[\\s_-]+");

  private Fields() {}

  static Map<String, Object> of(Doc doc) {
    Map<String, Object> fields = new HashMap<>();
    fields.put(KIND, doc.kind().name());
    fields.put(ID, doc.id());
    fields.put(TITLE, sent(doc.title()));
    fields.put(TEXT, sent(doc.text()));
    fields.put(PUBLISHED, doc.published().toEpochMilli());
    // an article without a story stands for itself
    fields.put(STORY, doc.story() == null ? -doc.id() - 1 : doc.story());
    file(fields, Field.VENDOR, doc.vendors());
    file(fields, Field.PRODUCT, doc.products());
    file(fields, Field.ACTOR, doc.actors());
    file(fields, Field.TYPE, doc.types());
    file(fields, Field.SOURCE, doc.sources());
    file(fields, Field.STATUS, doc.statuses());
    file(fields, Field.LANG, List.of(doc.lang().code()));
    fields.put(written(Facet.VENDOR), doc.vendors().stream().map(Fields::sent).toList());
    fields.put(written(Facet.PRODUCT), doc.products().stream().map(Fields::sent).toList());
    fields.put(written(Facet.TYPE), doc.types().stream().map(Fields::sent).toList());
    fields.put(written(Facet.SOURCE), doc.sources().stream().map(Fields::sent).toList());
    fields.put(written(Facet.STATUS), doc.statuses().stream().map(Fields::sent).toList());
    fields.put(written(Facet.LANG), doc.lang().code());
    return fields;
  }

  static String key(Doc.Kind kind, long id) {
    return kind.name().charAt(0) + Long.toString(id);
  }

  static String name(Field field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  /** The field that holds names as they are written, to be counted. */
  static String written(Facet facet) {
    return facet.name().toLowerCase(Locale.ROOT) + "_written";
  }

  /** How a name is compared: case, accents and the kind of blank or hyphen do not matter. */
  static String folded(String name) {
    String plain = Normalizer.normalize(sent(name).strip(), Normalizer.Form.NFKD);
    String small = MARKS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
    return BETWEEN.matcher(small).replaceAll("-");
  }

  /** Text that can be written as JSON: half a character becomes a question mark. */
  static String sent(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static void file(Map<String, Object> fields, Field field, List<String> names) {
    fields.put(name(field), names.stream().map(Fields::folded).toList());
  }
}
