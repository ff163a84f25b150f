package io.riskwire.article;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What a page says of its article in JSON-LD, in schema.org's words. */
final class JsonLd {
  private static final int MOST_NODES = 2000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS) // many pages break lines in texts
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  private final JsonNode article;

  private JsonLd(JsonNode article) {
    this.article = article;
  }

  /** The article that {@code page} describes; one without any facts where it describes none. */
  static JsonLd of(Document page) {
    List<JsonNode> found = new ArrayList<>();
    for (Element script : page.select("script[type=application/ld+json]")) {
      JsonNode parsed = parse(script.data());
      if (parsed != null) collect(parsed, found);
    }
    return new JsonLd(found.isEmpty() ? MissingNode.getInstance() : found.getFirst());
  }

  private static @Nullable JsonNode parse(String json) {
    String bare =
        json.strip().replaceAll("^(<!--|/\\*.*?\\*/|//<!\\[CDATA\\[)|(-->|//\\]\\]>|;)$", "");
    try {
      return JSON.readTree(bare);
    } catch (JacksonException broken) {
      return null;
    }
  }

  /** Articles stand alone, in a list, under {@code @graph} or as what a page is about. */
  private static void collect(JsonNode root, Collection<JsonNode> articles) {
    Deque<JsonNode> open = new ArrayDeque<>(List.of(root));
    for (int seen = 0; !open.isEmpty() && seen < MOST_NODES; seen++) {
      JsonNode node = open.removeFirst();
      if (isArticle(node)) articles.add(node);
      else if (node.isArray()) node.forEach(open::addLast);
      else
        for (String inner : List.of("@graph", "mainEntity", "mainEntityOfPage"))
          if (node.path(inner).isContainerNode()) open.addLast(node.path(inner));
    }
  }

  private static boolean isArticle(JsonNode node) {
    JsonNode type = node.path("@type");
    for (JsonNode one : type.isArray() ? type : List.of(type))
      if (one.asText().matches(".*(Article|BlogPosting|Report|Review|Posting)")) return true;
    return false;
  }

  @Nullable String headline() {
    return text("headline");
  }

  @Nullable String published() {
    String published = text("datePublished");
    return published == null ? text("dateCreated") : published;
  }

  @Nullable String url() {
    return first(article.path("url"), "@id");
  }

  @Nullable String image() {
    return first(article.path("image"), "url");
  }

  @Nullable String publisher() {
    return first(article.path("publisher"), "name");
  }

  /** The names of all authors, parted by commas. */
  @Nullable String author() {
    JsonNode author = article.path("author");
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode one : author.isArray() ? author : List.of(author)) {
      String name = first(one, "name");
      if (name != null) names.add(name);
    }
    return names.isEmpty() ? null : names.stream().collect(Collectors.joining(", "));
  }

  private @Nullable String text(String field) {
    return first(article.path(field), "@value");
  }

  /** The text itself, or that of a field of it; of a list the first. */
  private static @Nullable String first(JsonNode value, String field) {
    JsonNode one = value.isArray() ? value.path(0) : value;
    JsonNode text = one.isObject() ? one.path(field) : one;
    if (text.isArray()) text = text.path(0);
    return text.isTextual() && !text.asText().isBlank() ? text.asText().strip() : null;
  }
}
