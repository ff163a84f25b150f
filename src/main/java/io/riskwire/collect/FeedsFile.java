package io.riskwire.collect;

import io.riskwire.base.Invalid;
import io.riskwire.source.Address;
import io.riskwire.source.SourceSpec;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads {@code feeds.yaml}. An entry with a mistake is left out and named with its line; the others
 * are read.
 */
final class FeedsFile {
  private static final Set<String> TOP = Set.of("defaults", "sources");
  private static final Set<String> DEFAULTS = Set.of("interval", "fullText");
  private static final Set<String> ARTICLE = Set.of("title", "text", "published");
  private static final Set<String> SOURCE =
      Set.of(
          "name",
          "url",
          "site",
          "links",
          "article",
          "tags",
          "interval",
          "fullText",
          "sample",
          "headers");
  private static final int LARGEST = 20_000_000;
  private static final Pattern ENTRY = Pattern.compile("^(\\s*)- ");

  private final Path file;
  private final List<SourceSpec> sources = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  /** How many lines of the file stand before the piece that is being read. */
  private int before;

  private @Nullable Duration interval;
  private @Nullable Boolean fullText;

  private FeedsFile(Path file) {
    this.file = file;
  }

  /** What the file lists; {@code problems} are the entries that were left out, and why. */
  record Listing(List<SourceSpec> sources, List<Problem> problems) {
    Listing {
      sources = List.copyOf(sources);
      problems = List.copyOf(problems);
    }
  }

  /** {@code line} counts from 1; 0 speaks of the file as a whole. */
  record Problem(Path file, int line, String reason) {}

  static Listing read(Path file) {
    FeedsFile reading = new FeedsFile(file);
    try {
      reading.read(Files.readString(file));
    } catch (NoSuchFileException missing) {
      reading.problem(0, "no such file");
    } catch (IOException unreadable) {
      reading.problem(0, "cannot be read: " + unreadable);
    }
    return new Listing(reading.sources, reading.problems);
  }

  private void read(String text) {
    try {
      Node root = yaml().compose(new StringReader(text));
      if (root != null) readAll(root);
    } catch (MarkedYAMLException wrong) {
      readPieces(text, wrong);
    } catch (YAMLException wrong) {
      problem(0, "not YAML: " + wrong.getMessage());
    }
  }

  private void readAll(Node root) {
    if (isNothing(root)) return;
    if (!(root instanceof MappingNode)) {
      problem(line(root), "not a list of keys such as sources:");
      return;
    }
    Map<String, Node> top = keys(root, TOP, this::problem);
    Node defaults = top.get("defaults");
    if (defaults != null && !isNothing(defaults)) readDefaults(defaults);
    Node listed = top.get("sources");
    if (listed == null || isNothing(listed)) return;
    if (listed instanceof SequenceNode list) list.getValue().forEach(this::readSource);
    else problem(line(listed), "sources: not a list");
  }

  /** The file as a whole is no YAML: each entry is read as a file of its own. */
  private void readPieces(String text, MarkedYAMLException wrong) {
    List<String> rows = text.lines().toList();
    int start = 0;
    while (start < rows.size() && !rows.get(start).matches("sources:\\s*(#.*)?")) start++;
    Matcher first = ENTRY.matcher(start + 1 < rows.size() ? rows.get(start + 1) : "");
    if (!first.find()) {
      problem(line(wrong), "not YAML: " + wrong.getProblem());
      return;
    }
    readPiece(rows, 0, start);
    String dash = first.group(1) + "- ";
    int from = start + 1;
    for (int row = from + 1; row <= rows.size(); row++) {
      boolean isEnd = row == rows.size() || rows.get(row).matches("\\w+:.*");
      if (!isEnd && !rows.get(row).startsWith(dash)) continue;
      readPiece(rows, from, row);
      from = row;
    }
  }

  private void readPiece(List<String> rows, int from, int to) {
    before = from;
    try {
      Node piece = yaml().compose(new StringReader(String.join("\n", rows.subList(from, to))));
      if (piece instanceof SequenceNode list) list.getValue().forEach(this::readSource);
      else if (piece != null) readAll(piece);
    } catch (MarkedYAMLException wrong) {
      problem(line(wrong), "not YAML: " + wrong.getProblem());
    } catch (YAMLException wrong) {
      problem(from + 1, "not YAML: " + wrong.getMessage());
    } finally {
      before = 0;
    }
  }

  private void readDefaults(Node node) {
    Map<String, Node> keys = keys(node, DEFAULTS, this::problem);
    try {
      interval = interval(keys);
      fullText = flag(keys, "fullText");
    } catch (Wrong wrong) {
      problem(wrong.line, wrong.reason);
    }
  }

  private void readSource(Node node) {
    try {
      SourceSpec source = source(node);
      String address = address(source);
      Integer other = lines.putIfAbsent(address, line(node));
      if (other != null) throw new Wrong(line(node), "the same address as in line " + other);
      sources.add(source);
    } catch (Wrong wrong) {
      problem(wrong.line, wrong.reason);
    }
  }

  private static String address(SourceSpec source) {
    URI address = source.address();
    return address == null ? "sample" : Address.normalise(address).toString();
  }

  private SourceSpec source(Node node) {
    if (!(node instanceof MappingNode)) throw new Wrong(line(node), "not a source with keys");
    Map<String, Node> keys = keys(node, SOURCE, this::refuse);
    Duration own = interval(keys);
    Boolean whole = flag(keys, "fullText");
    try {
      return new SourceSpec(
          Objects.requireNonNullElse(text(keys, "name"), ""),
          uri(keys, "url"),
          uri(keys, "site"),
          text(keys, "links"),
          selectors(keys.get("article")),
          tags(keys.get("tags")),
          own == null ? interval : own,
          whole == null ? fullText : whole,
          Boolean.TRUE.equals(flag(keys, "sample")),
          headers(keys.get("headers")));
    } catch (Invalid invalid) {
      Node at = keys.getOrDefault(invalid.field().split("\\.", 2)[0], node);
      throw new Wrong(line(at), invalid.field() + ": " + invalid.reason());
    }
  }

  private SourceSpec.@Nullable Selectors selectors(@Nullable Node node) {
    if (node == null || isNothing(node)) return null;
    Map<String, Node> keys = keys(node, ARTICLE, this::refuse);
    return new SourceSpec.Selectors(
        text(keys, "title"), text(keys, "text"), text(keys, "published"));
  }

  private Map<String, String> headers(@Nullable Node node) {
    if (node == null || isNothing(node)) return Map.of();
    if (!(node instanceof MappingNode map))
      throw new Wrong(line(node), "headers: not a list of names and values");
    Map<String, String> headers = new LinkedHashMap<>();
    for (NodeTuple entry : map.getValue())
      headers.put(text("headers", entry.getKeyNode()), text("headers", entry.getValueNode()));
    return headers;
  }

  private List<String> tags(@Nullable Node node) {
    if (node == null || isNothing(node)) return List.of();
    if (!(node instanceof SequenceNode list)) throw new Wrong(line(node), "tags: not a list");
    return list.getValue().stream().map(tag -> text("tags", tag)).toList();
  }

  private @Nullable URI uri(Map<String, Node> keys, String key) {
    String written = text(keys, key);
    return written == null ? null : SourceSpec.address(key, written);
  }

  private @Nullable Duration interval(Map<String, Node> keys) {
    String written = text(keys, "interval");
    if (written == null) return null;
    try {
      return SourceSpec.interval(written);
    } catch (Invalid invalid) {
      throw new Wrong(line(keys, "interval"), "interval: " + invalid.reason());
    }
  }

  private @Nullable Boolean flag(Map<String, Node> keys, String key) {
    String written = text(keys, key);
    if (written == null) return null;
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new Wrong(line(keys, key), key + ": not true or false");
    };
  }

  private @Nullable String text(Map<String, Node> keys, String key) {
    Node node = keys.get(key);
    return node == null || isNothing(node) ? null : text(key, node);
  }

  private String text(String key, Node node) {
    if (node instanceof ScalarNode scalar) return scalar.getValue();
    throw new Wrong(line(node), key + ": not a text");
  }

  /** The node's keys; what is wrong with one of them goes to {@code refuse}. */
  private Map<String, Node> keys(Node node, Set<String> known, Refusal refuse) {
    Map<String, Node> keys = new LinkedHashMap<>();
    if (!(node instanceof MappingNode map)) {
      refuse.because(line(node), "not a list of keys: " + String.join(", ", sorted(known)));
      return keys;
    }
    for (NodeTuple entry : map.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      int line = line(entry.getKeyNode());
      if (!known.contains(key)) {
        refuse.because(
            line, "unknown key " + key + " (known: " + String.join(", ", sorted(known)) + ")");
      } else if (keys.putIfAbsent(key, entry.getValueNode()) != null) {
        refuse.because(line, key + " stands there twice");
      }
    }
    return keys;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private interface Refusal {
    void because(int line, String reason);
  }

  private void refuse(int line, String reason) {
    throw new Wrong(line, reason);
  }

  private void problem(int line, String reason) {
    problems.add(new Problem(file, line, reason));
  }

  private int line(Map<String, Node> keys, String key) {
    Node node = keys.get(key);
    return node == null ? 0 : line(node);
  }

  private int line(Node node) {
    return before + node.getStartMark().getLine() + 1;
  }

  private int line(MarkedYAMLException wrong) {
    return wrong.getProblemMark() == null ? 0 : before + wrong.getProblemMark().getLine() + 1;
  }

  private static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    return new Yaml(options);
  }

  /** Why one entry cannot be taken; never leaves this class. */
  private static final class Wrong extends RuntimeException {
    private final int line;
    private final String reason;

    Wrong(int line, String reason) {
      super(reason);
      this.reason = reason;
      this.line = line;
    }
  }
}
