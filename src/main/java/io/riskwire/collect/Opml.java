package io.riskwire.collect;

import io.riskwire.base.Invalid;
import io.riskwire.collect.Markup.Element;
import io.riskwire.source.Address;
import io.riskwire.source.SourceSpec;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes <a href="https://opml.org/spec2.opml">OPML 2.0</a>, in which programs exchange
 * their lists of feeds. Folders are tags. Outlines that are no feeds are passed over; a feed that
 * cannot be taken is named.
 */
public final class Opml {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TAG = 50;
  private static final Pattern FEED_SCHEME = Pattern.compile("(?i)^feed:(?://)?(?=https?:)");
  private static final Pattern SEPARATOR = Pattern.compile("[,/]");
  private static final Pattern BARE_FEED_SCHEME = Pattern.compile("(?i)^feed://");

  private final Map<URI, SourceSpec> sources = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private Opml() {}

  /** The feeds of a list; {@code problems} name those that were left out, and why. */
  public record Outline(List<SourceSpec> sources, List<String> problems) {
    public Outline {
      sources = List.copyOf(sources);
      problems = List.copyOf(problems);
    }
  }

  /** Reads a whole file as another program exported it; one feed in two folders has two tags. */
  public static Outline read(byte[] body) {
    Opml reading = new Opml();
    String text = Encoding.decode(body, null, reading.problems::add);
    Element opml = MarkupParser.parse(text, reading.problems::add).find(Set.of("opml"));
    if (opml == null) return new Outline(List.of(), List.of("not OPML: no <opml> in it"));
    reading.addOutlines(opml, List.of());
    return new Outline(List.copyOf(reading.sources.values()), reading.problems);
  }

  /** Feeds only: OPML has no word for a site that is read without one. */
  public static String write(String title, List<SourceSpec> sources) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("opml");
      xml.writeAttribute("version", "2.0");
      xml.writeStartElement("head");
      xml.writeStartElement("title");
      xml.writeCharacters(title);
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeStartElement("body");
      for (var folder : folders(sources).entrySet()) write(xml, folder.getKey(), folder.getValue());
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndDocument();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
    return out.toString();
  }

  private void addOutlines(Element parent, List<String> folders) {
    for (Element child : parent.children()) {
      if (!child.name().equals("outline")) {
        if (child.name().equals("body")) addOutlines(child, folders);
        continue;
      }
      String address = address(child);
      if (address != null) add(child, address, folders);
      addOutlines(child, address == null ? with(folders, name(child)) : folders);
    }
  }

  private static @Nullable String address(Element outline) {
    String address = outline.attribute("xmlurl");
    if (address == null && "rss".equalsIgnoreCase(outline.attribute("type"))) {
      address = outline.attribute("url");
    }
    if (address == null || address.isBlank()) return null;
    String web = FEED_SCHEME.matcher(address.strip()).replaceFirst("");
    return BARE_FEED_SCHEME.matcher(web).replaceFirst("http://");
  }

  private void add(Element outline, String address, List<String> folders) {
    try {
      URI url = SourceSpec.address("xmlUrl", address);
      String name = PlainText.of(name(outline), LONGEST_NAME);
      List<String> tags = tags(outline, folders);
      SourceSpec source = SourceSpec.feed(name.isEmpty() ? Address.host(url) : name, url, tags);
      sources.merge(Address.normalise(url), source, Opml::withTagsOf);
    } catch (Invalid invalid) {
      problems.add(
          PlainText.cut(name(outline), LONGEST_NAME)
              + ": "
              + invalid.field()
              + ": "
              + invalid.reason());
    }
  }

  private static SourceSpec withTagsOf(SourceSpec one, SourceSpec other) {
    List<String> tags =
        Stream.concat(one.tags().stream(), other.tags().stream()).distinct().toList();
    URI url = one.url();
    return url == null ? one : SourceSpec.feed(one.name(), url, tags);
  }

  private static String name(Element outline) {
    String text = outline.attribute("text");
    if (text != null && !text.isBlank()) return text.strip();
    String title = outline.attribute("title");
    return title == null ? "" : title.strip();
  }

  /** The folders, and OPML's own categories: {@code /Technology/AI,/Security}. */
  private static List<String> tags(Element outline, List<String> folders) {
    List<String> tags = folders;
    String categories = outline.attribute("category");
    if (categories == null) return tags;
    for (String category : SEPARATOR.split(categories, -1)) tags = with(tags, category);
    return tags;
  }

  private static List<String> with(List<String> tags, String tag) {
    String plain = PlainText.of(tag, LONGEST_TAG);
    if (plain.isEmpty() || tags.contains(plain)) return tags;
    return Stream.concat(tags.stream(), Stream.of(plain)).toList();
  }

  private static Map<String, List<SourceSpec>> folders(List<SourceSpec> sources) {
    Map<String, List<SourceSpec>> folders = new LinkedHashMap<>();
    for (SourceSpec source : sources) {
      if (source.url() == null) continue;
      String folder = source.tags().isEmpty() ? "" : source.tags().getFirst();
      folders.computeIfAbsent(folder, key -> new ArrayList<>()).add(source);
    }
    return folders;
  }

  private static void write(XMLStreamWriter xml, String folder, List<SourceSpec> sources)
      throws XMLStreamException {
    if (!folder.isEmpty()) {
      xml.writeStartElement("outline");
      xml.writeAttribute("text", folder);
    }
    for (SourceSpec source : sources) {
      xml.writeEmptyElement("outline");
      xml.writeAttribute("type", "rss");
      xml.writeAttribute("text", source.name());
      xml.writeAttribute("title", source.name());
      xml.writeAttribute("xmlUrl", String.valueOf(source.url()));
      if (source.tags().size() > 1) xml.writeAttribute("category", String.join(",", source.tags()));
    }
    if (!folder.isEmpty()) xml.writeEndElement();
  }
}
