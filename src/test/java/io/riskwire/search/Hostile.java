package io.riskwire.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Strings that break programs: some of ours, random ones, and the big list where it is at hand. */
final class Hostile {
  private static final String SYNTAX = "()\"~*:<>[]- \t+OR AND NOT title:vendor:published:now-7d";

  private Hostile() {}

  static List<String> strings() {
    List<String> all =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "\u0000",
                "\ud800",
                "\udc00\ud800",
                "((((",
                "))))",
                "\"",
                "-",
                "- -",
                "--a",
                "*",
                "**",
                "title:",
                "title:*",
                "vendor:\"",
                "a:b:c",
                "published:",
                "published:[",
                "published:>now-99999d",
                "published:>now-9999m",
                "published:<0000-01-01",
                "published:>=9999-12-31T23:59:59Z",
                "published:[9999-12-31 TO *]",
                "\"a\"~",
                "\"a\"~99999999999",
                "\"a a a a\"~5",
                "\"。\"~5",
                "\"\ud800\"",
                "\ud800*",
                "国*",
                "‘’“”",
                "NOT",
                "NOT NOT NOT a",
                "OR",
                "a OR",
                "AND b",
                "x".repeat(8_000),
                "a-".repeat(3_000) + "bb*",
                "\"" + "a-".repeat(3_000) + "\"~5",
                "\"" + "a ".repeat(50) + "\"~100",
                "国".repeat(8_000),
                "a ".repeat(240),
                "\u202e\u200b\ufeff",
                "😀 👩‍👩‍👧",
                "ﬁ ß İ ı"));
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) all.add(random(random));
    Path list = Path.of(System.getProperty("riskwire.testdata", ""), "hostile", "blns.json");
    if (Files.exists(list)) all.addAll(read(list));
    return all;
  }

  private static String random(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++)
      text.append(
          random.nextInt(3) > 0
              ? SYNTAX.charAt(random.nextInt(SYNTAX.length()))
              : (char) random.nextInt(1 << 16));
    return text.toString();
  }

  private static List<String> read(Path list) {
    try {
      return Arrays.asList(new ObjectMapper().readValue(list.toFile(), String[].class));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
