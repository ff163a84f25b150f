package io.riskwire.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskwire.vendor.Names;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tags a corpus: reads articles, a JSON object a line, from standard input and writes what the
 * analyzer finds in each, in the format that scorers of the corpus take.
 */
final class Tagging {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Tagging() {}

  public static void main(String[] args) throws IOException {
    Analyzer analyzer = new Analyzer(Names.load());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    for (String line; (line = in.readLine()) != null; ) {
      JsonNode article = JSON.readTree(line);
      ObjectNode found = JSON.createObjectNode();
      found.set("id", article.get("id"));
      found.set("events", events(analyzer.read(text(article))));
      out.println(found);
    }
    out.flush();
  }

  static Text text(JsonNode article) {
    return new Text(
        article.path("title").asText(),
        article.path("text").asText(),
        Instant.parse(article.path("published").asText()),
        null,
        article.path("source").asText());
  }

  static ArrayNode events(Reading reading) {
    ArrayNode events = JSON.createArrayNode();
    for (Event e : reading.events()) {
      ObjectNode event = events.addObject();
      event.put("type", e.type().label());
      event.put("status", e.status().label());
      event.put("confidence", e.confidence());
      put(event, "actor", e.roles().actor());
      put(event, "vendor", e.roles().vendor());
      put(event, "product", e.roles().product());
      put(event, "replacement", e.roles().replacement());
      put(event, "effectiveDate", e.effectiveDate() == null ? null : e.effectiveDate().toString());
      ArrayNode evidence = event.putArray("evidence");
      e.evidence().forEach(q -> evidence.add(q.rule() + ": " + q.quote()));
    }
    return events;
  }

  private static void put(ObjectNode event, String field, @Nullable String value) {
    if (value != null) event.put(field, value);
  }
}
