package io.riskwire.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A file of rules under {@code event/rules}; what is wrong in it is told with file, line and rule.
 */
final class RuleFile {
  /** A mistake in a file of rules: {@code tool-ban.yaml:12: ban-tool: no such role: culprit}. */
  static final class Broken extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Broken(String message) {
      super(message);
    }
  }

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "verb",
          "then",
          "by",
          "noun",
          "words",
          "needs",
          "roles",
          "with",
          "without",
          "when",
          "status",
          "strength",
          "match",
          "not");
  private static final Set<String> ROLES =
      Set.of("actor", "vendor", "product", "scope", "replacement");

  /** What a rule of words is worth: two such sentences make an event, one does not. */
  private static final double CUE = 0.45;

  private final String name;
  private final String text;

  private RuleFile(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /** The rules of all types, from the class path. */
  static List<Rule> all() {
    List<Rule> rules = new ArrayList<>();
    for (EventType type : EventType.values()) {
      String name = type.label() + ".yaml";
      try (InputStream in = RuleFile.class.getResourceAsStream("/event/rules/" + name)) {
        if (in != null)
          rules.addAll(parse(name, type, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }
    return rules;
  }

  static List<Rule> parse(String name, EventType type, String text) {
    return new RuleFile(name, text).rules(type);
  }

  private List<Rule> rules(EventType type) {
    JsonNode root;
    try {
      root = YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Broken(name + ":" + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    }
    if (!root.isArray()) throw new Broken(name + ":1: a list of rules is expected");
    List<Rule> rules = new ArrayList<>();
    for (JsonNode node : root) rules.add(rule(type, node));
    return rules;
  }

  private Rule rule(EventType type, JsonNode node) {
    String id = node.path("id").asText("");
    if (id.isEmpty()) throw broken("", "a rule without an id");
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) throw broken(id, "no such key: " + key);
            });
    List<String> verbs = words(node, "verb");
    List<String> nouns = words(node, "noun");
    List<String> cues = words(node, "words");
    int kinds = (verbs.isEmpty() ? 0 : 1) + (nouns.isEmpty() ? 0 : 1) + (cues.isEmpty() ? 0 : 1);
    if (kinds != 1) throw broken(id, "needs one of verb, noun and words");
    return new Rule(
        type.label() + "/" + id,
        type,
        verbs,
        words(node, "then"),
        node.has("by") ? node.get("by").asText() : null,
        nouns,
        cues,
        needs(node),
        roles(id, node),
        Set.copyOf(words(node, "with")),
        Set.copyOf(words(node, "without")),
        flags(id, node),
        node.has("status") ? of(id, Status.values(), node.get("status").asText()) : null,
        node.path("strength").asDouble(cues.isEmpty() ? 1 : CUE),
        texts(node, "match"),
        texts(node, "not"));
  }

  private static Map<String, List<String>> needs(JsonNode node) {
    Map<String, List<String>> needs = new LinkedHashMap<>();
    node.path("needs")
        .properties()
        .forEach(e -> needs.put(e.getKey(), split(e.getValue().asText())));
    return needs;
  }

  private Map<String, String> roles(String id, JsonNode node) {
    Map<String, String> roles = new LinkedHashMap<>();
    node.path("roles")
        .properties()
        .forEach(
            e -> {
              String role = e.getValue().asText();
              if (!ROLES.contains(role)) throw broken(id, "no such role: " + role);
              roles.put(e.getKey(), role);
            });
    return roles;
  }

  private Set<Rule.Flag> flags(String id, JsonNode node) {
    Set<Rule.Flag> flags = EnumSet.noneOf(Rule.Flag.class);
    for (String flag : words(node, "when")) flags.add(of(id, Rule.Flag.values(), flag));
    return flags;
  }

  private <E extends Enum<E>> E of(String id, E[] values, String label) {
    String wanted = label.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values)
        .filter(v -> v.name().equals(wanted))
        .findAny()
        .orElseThrow(() -> broken(id, "no such word: " + label));
  }

  private static List<String> words(JsonNode node, String key) {
    return node.has(key) ? split(node.get(key).asText()) : List.of();
  }

  private static List<String> split(String words) {
    return words.isBlank() ? List.of() : List.of(words.strip().split("\\s+"));
  }

  private static List<String> texts(JsonNode node, String key) {
    List<String> texts = new ArrayList<>();
    node.path(key).forEach(t -> texts.add(t.asText()));
    return List.copyOf(texts);
  }

  private Broken broken(String id, String problem) {
    return new Broken(name + ":" + line(id) + ": " + (id.isEmpty() ? "" : id + ": ") + problem);
  }

  /** The line on which the rule begins; the first where it is not found. */
  private int line(String id) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++)
      if (!id.isEmpty()
          && lines[i].matches("\\s*-?\\s*id:\\s*" + java.util.regex.Pattern.quote(id) + "\\s*"))
        return i + 1;
    return 1;
  }
}
