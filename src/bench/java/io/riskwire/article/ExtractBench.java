package io.riskwire.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long one core takes for a page: the samples go through all pages, so p0.50 is the median. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class ExtractBench {
  private static final URI ADDRESS = URI.create("https://news.example/2026/08/a");

  private final Extractor extractor = new Extractor(new Languages());
  private final List<String> pages = new ArrayList<>();
  private int next;

  @Setup
  public void read() throws IOException {
    Path folder = Path.of(System.getProperty("riskwire.testdata"), "pages");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".html.gz")).sorted().toList())
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
          pages.add(new String(in.readAllBytes(), UTF_8));
        }
    }
  }

  @Benchmark
  public Extracted page() {
    return extractor.extract(pages.get(next++ % pages.size()), ADDRESS);
  }
}
