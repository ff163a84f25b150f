package io.riskwire.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A word list on the class path: {@code key: words}, a line each; {@code #} begins a comment. A
 * line without a colon is a key without words.
 */
record WordFile(String name, List<Line> lines) {
  record Line(String key, List<String> words) {}

  static WordFile read(String name) {
    List<Line> lines = new ArrayList<>();
    try (InputStream in = WordFile.class.getResourceAsStream("/event/words/" + name)) {
      if (in == null) throw new IOException("not on the class path: /event/words/" + name);
      BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line; (line = text.readLine()) != null; )
        if (!line.isBlank() && !line.startsWith("#")) lines.add(line(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WordFile(name, List.copyOf(lines));
  }

  private static Line line(String line) {
    int colon = line.indexOf(": ");
    if (colon < 0) colon = line.endsWith(":") ? line.length() - 1 : -1;
    if (colon < 0) return new Line(line.strip(), List.of());
    String words = line.substring(colon + 1).strip();
    return new Line(
        line.substring(0, colon).strip(),
        words.isEmpty() ? List.of() : List.of(words.split("\\s+")));
  }
}
