package io.riskwire.collect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskwire.base.Lang;
import io.riskwire.source.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed</a> 1 and 1.1 item by item, so
 * that a document which breaks off loses only its end.
 */
final class JsonFeed {
  private final ObjectMapper json;
  private final URI address;
  private final Consumer<String> problems;

  JsonFeed(ObjectMapper json, URI address, Consumer<String> problems) {
    this.json = json;
    this.address = address;
    this.problems = problems;
  }

  Feed read(String text) {
    ObjectNode head = json.createObjectNode();
    List<ObjectNode> items = new ArrayList<>();
    boolean hasItems = false;
    try (JsonParser parser = json.createParser(text)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          boolean isItems = name.equals("items") && parser.nextToken() == JsonToken.START_ARRAY;
          hasItems |= isItems;
          if (isItems) addItems(parser, items);
          else addTo(head, name, parser);
        }
      }
    } catch (JsonProcessingException broken) {
      problems.accept("broken JSON (line " + line(broken) + ")");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    boolean isFeed = hasItems || text(head, "version").contains("jsonfeed.org/version");
    if (!isFeed) return Feed.none("not a feed: JSON without “items”");
    return feed(head, items);
  }

  private static void addItems(JsonParser parser, List<ObjectNode> items) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      boolean isItem = parser.currentToken() == JsonToken.START_OBJECT;
      if (isItem && items.size() < Feed.MOST_ITEMS) items.add(parser.readValueAsTree());
      else parser.skipChildren();
    }
  }

  private static void addTo(ObjectNode head, String name, JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.FIELD_NAME) parser.nextToken();
    JsonNode value = parser.readValueAsTree();
    head.set(name, value);
  }

  private static int line(JsonProcessingException broken) {
    return broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
  }

  private Feed feed(ObjectNode head, List<ObjectNode> found) {
    Lang lang = Lang.of(text(head, "language"));
    String title = PlainText.of(text(head, "title"), 1_000);
    URI site = Address.resolve(address, text(head, "home_page_url"));
    List<Item> items = new ArrayList<>(found.size());
    for (ObjectNode item : found) items.add(item(item, site, authors(head), lang));
    return new Feed(
        Feed.Kind.JSON,
        title.isEmpty() ? null : title,
        site,
        lang,
        Feed.Hints.NONE,
        items,
        List.of());
  }

  private Item item(ObjectNode item, @Nullable URI site, @Nullable String authors, Lang lang) {
    URI base = site == null ? address : site;
    Draft draft = new Draft();
    draft.id = text(item, "id");
    draft.url = url(item, base);
    draft.title = PlainText.of(text(item, "title"), 1_000);
    draft.published = FeedDate.parse(text(item, "date_published"));
    draft.updated = FeedDate.parse(text(item, "date_modified"));
    String own = authors(item);
    draft.author = own == null ? authors : own;
    draft.whole = text(item, "content_html");
    if (draft.whole.isBlank()) draft.whole = paragraphs(text(item, "content_text"));
    draft.summary = paragraphs(text(item, "summary"));
    draft.image = Address.resolve(base, text(item, "image"));
    if (draft.image == null) draft.image = Address.resolve(base, text(item, "banner_image"));
    draft.lang = item.hasNonNull("language") ? Lang.of(text(item, "language")) : lang;
    return draft.item();
  }

  private static @Nullable URI url(ObjectNode item, URI base) {
    for (String name : List.of("url", "external_url")) {
      URI url = Address.resolve(base, text(item, name));
      if (url != null) return url;
    }
    return Address.of(text(item, "id"));
  }

  private static String paragraphs(String text) {
    if (text.isBlank()) return "";
    return "<p>"
        + Markup.escaped(text.strip()).replaceAll("\\s*\\n\\s*\\n\\s*", "</p><p>")
        + "</p>";
  }

  private static @Nullable String authors(ObjectNode node) {
    JsonNode several = node.path("authors");
    String names =
        StreamSupport.stream(several.spliterator(), false)
            .map(author -> author.path("name").asText("").strip())
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) return names;
    JsonNode one = node.path("author");
    String name = one.isTextual() ? one.asText() : one.path("name").asText("");
    return name.isBlank() ? null : name;
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }
}
