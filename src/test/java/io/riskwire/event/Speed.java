package io.riskwire.event;

import io.riskwire.base.Lang;
import io.riskwire.vendor.Names;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many articles of 400 words one thread reads in a second: {@code Speed CORPUS.jsonl}. */
final class Speed {
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final int WORDS = 400;
  private static final int ROUNDS = 40;

  private Speed() {}

  public static void main(String[] args) throws IOException {
    Analyzer analyzer = new Analyzer(Names.load());
    List<Text> texts = texts(Corpus.read(Path.of(args[0])));
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREAD.getCurrentThreadCpuTime(); // other work on the machine does not count
      int events = 0;
      for (Text text : texts) events += analyzer.read(text).events().size();
      double seconds = (THREAD.getCurrentThreadCpuTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT, "%.0f articles/s, %d events%n", texts.size() / seconds, events);
    }
  }

  /** Short articles are filled up with the texts of those that follow. */
  private static List<Text> texts(List<Corpus.Labelled> articles) {
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < articles.size(); i++) {
      Text first = articles.get(i).text();
      StringBuilder body = new StringBuilder(first.text());
      for (int k = 1; body.toString().split("\\s+").length < WORDS; k++)
        body.append("\n\n").append(articles.get((i + k) % articles.size()).text().text());
      String[] words = body.toString().split("(?<=\\s)(?=\\S)");
      String cut = String.join("", List.of(words).subList(0, Math.min(WORDS, words.length)));
      texts.add(new Text(first.title(), cut, first.published(), Lang.ENGLISH));
    }
    return texts;
  }
}
