package io.riskwire.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Labelled articles, a JSON object a line. */
final class Corpus {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Corpus() {}

  /** An article and what a careful analyst would record of it. */
  record Labelled(String id, String key, Text text, List<Label> events) {
    Set<EventType> types() {
      Set<EventType> types = new TreeSet<>();
      events.forEach(e -> types.add(e.type()));
      return types;
    }

    /** The part of {@code parts} that it belongs to; articles of one story stay together. */
    int part(int parts) {
      return digest(key).mod(BigInteger.valueOf(parts)).intValue();
    }
  }

  /** One event as it was labelled; fields by their name in the corpus. */
  record Label(EventType type, JsonNode fields) {
    @Nullable String get(String field) {
      return fields.hasNonNull(field) ? fields.get(field).asText() : null;
    }
  }

  static List<Labelled> read(Path file) throws IOException {
    List<Labelled> articles = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank()) continue;
      JsonNode article = JSON.readTree(line);
      if (!article.path("lang").asText("en").equals("en")) continue;
      List<Label> events = new ArrayList<>();
      article.path("events").forEach(e -> events.add(new Label(type(e), e)));
      String id = article.path("id").asText();
      String story = article.path("story").asText("null");
      Text text =
          new Text(
              article.path("title").asText(),
              article.path("text").asText(),
              Instant.parse(article.path("published").asText()),
              null,
              article.path("source").asText());
      articles.add(new Labelled(id, story.equals("null") ? id : story, text, events));
    }
    return articles;
  }

  private static EventType type(JsonNode event) {
    for (EventType type : EventType.values())
      if (type.label().equals(event.path("type").asText())) return type;
    throw new IllegalArgumentException("no such type: " + event);
  }

  private static BigInteger digest(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
