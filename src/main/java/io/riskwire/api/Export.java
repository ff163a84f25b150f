package io.riskwire.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.riskwire.base.Cell;
import io.riskwire.risk.ICalendar;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes a whole result, however long, page by page. */
@ApplicationScoped
class Export {
  static final String CSV = "text/csv;qs=0.6;charset=UTF-8";
  static final String NDJSON = "application/x-ndjson;qs=0.6";
  static final String CALENDAR = "text/calendar;qs=0.6;charset=UTF-8";
  static final String ATOM = "application/atom+xml;qs=0.6";

  /** Rows that are read at a time. */
  static final int PAGE = 200;

  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  private final ObjectMapper json;

  Export(ObjectMapper json) {
    this.json = json;
  }

  /** Answers the page at a cursor, null for the first. */
  interface Pages<T> extends Function<@Nullable String, Listed<T>> {}

  /**
   * The pages of a list, of which the first was read before anything is written, so that a wrong
   * question is answered as one.
   */
  static <T> Pages<T> pages(Listed<T> first, Pages<T> next) {
    return cursor -> cursor == null ? first : next.apply(cursor);
  }

  /** One page and no other. */
  static <T> Pages<T> only(Listed<T> page) {
    Listed<T> last =
        new Listed<>(page.total(), page.items(), null, page.partial(), page.facets(), null, null);
    return cursor -> last;
  }

  private static <T> void each(Pages<T> pages, Consumer<T> row) {
    String cursor = null;
    do {
      Listed<T> page = pages.apply(cursor);
      page.items().forEach(row);
      cursor = page.next();
    } while (cursor != null);
  }

  /** A JSON object a line. */
  <T> StreamingOutput ndjson(Pages<T> pages) {
    return out -> {
      try (SequenceWriter rows = json.writer().withRootValueSeparator("\n").writeValues(out)) {
        each(pages, row -> unchecked(() -> rows.write(row)));
        if (!pages.apply(null).items().isEmpty()) out.write('\n');
      }
    };
  }

  /** RFC 4180, the names of the columns first; several values of one cell are parted by "; ". */
  <T> StreamingOutput csv(Pages<T> pages, List<String> columns) {
    return out -> {
      try (Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          CsvWriter rows = CsvWriter.builder().build(text)) {
        rows.writeRecord(columns);
        each(
            pages,
            row -> {
              JsonNode fields = json.valueToTree(row);
              rows.writeRecord(columns.stream().map(c -> cell(fields.path(c))).toList());
            });
      }
    };
  }

  private static String cell(JsonNode value) {
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(part.asText()));
      return Cell.of(String.join("; ", parts));
    }
    return value.isNumber() ? value.asText() : Cell.of(value.asText(""));
  }

  /** One entry of a feed. */
  record Entry(String id, String title, String link, Instant at, String summary, String author) {}

  /** RFC 4287; {@code self}: the address that was asked. */
  <T> StreamingOutput atom(String title, String self, Pages<T> pages, Function<T, Entry> entry) {
    return out -> {
      try {
        XMLStreamWriter xml =
            XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(NAMESPACE);
        element(xml, "id", self);
        element(xml, "title", title);
        Listed<T> first = pages.apply(null);
        Instant newest =
            first.items().stream()
                .map(row -> entry.apply(row).at())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        element(xml, "updated", newest.toString());
        link(xml, "self", self);
        each(
            cursor -> cursor == null ? first : pages.apply(cursor),
            row -> unchecked(() -> write(xml, entry.apply(row))));
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
      } catch (XMLStreamException broken) {
        throw new IOException(broken);
      }
    };
  }

  private static void write(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
    xml.writeStartElement("entry");
    element(xml, "id", entry.id());
    element(xml, "title", entry.title());
    element(xml, "updated", entry.at().toString());
    link(xml, "alternate", entry.link());
    xml.writeStartElement("author");
    element(xml, "name", entry.author());
    xml.writeEndElement();
    element(xml, "summary", entry.summary());
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String rel, String href) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("href", writable(href));
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(writable(text));
    xml.writeEndElement();
  }

  /** XML 1.0 has no words for most control characters. */
  private static String writable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]|[\\uFFFE\\uFFFF]", " ");
  }

  /** RFC 5545; rows that are on no day are left out. */
  <T> StreamingOutput calendar(Pages<T> pages, Function<T, ICalendar.@Nullable Day> day) {
    return out -> {
      ICalendar.begin(out, "Riskwire: incidents");
      each(
          pages,
          row -> {
            ICalendar.Day on = day.apply(row);
            if (on != null) unchecked(() -> ICalendar.write(out, on));
          });
      ICalendar.end(out);
    };
  }

  private interface Writing {
    void write() throws IOException, XMLStreamException;
  }

  private static void unchecked(Writing writing) {
    try {
      writing.write();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    } catch (XMLStreamException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
