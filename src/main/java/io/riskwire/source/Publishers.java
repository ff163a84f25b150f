package io.riskwire.source;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Which outlets belong to one house: what two of them report is one source. */
public final class Publishers {
  private static final Map<String, String> BY_OUTLET = new HashMap<>();
  private static final Map<String, String> BY_HOST = new HashMap<>();

  static {
    try (InputStream file = Publishers.class.getResourceAsStream("/source/families.csv");
        CsvReader<NamedCsvRecord> rows =
            CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (NamedCsvRecord row : rows) {
        BY_OUTLET.put(fold(row.getField("outlet")), row.getField("publisher"));
        BY_HOST.put(row.getField("host"), row.getField("publisher"));
      }
    } catch (IOException missing) {
      throw new UncheckedIOException("source/families.csv", missing);
    }
  }

  private Publishers() {}

  /**
   * The house of an outlet, by its name or by the host of an article; the outlet itself if unknown.
   */
  public static String of(String outlet, String address) {
    String byName = BY_OUTLET.get(fold(outlet));
    if (byName != null) return byName;
    String host = host(address);
    for (String part = host; part.contains("."); part = part.substring(part.indexOf('.') + 1)) {
      String byHost = BY_HOST.get(part);
      if (byHost != null) return byHost;
    }
    return fold(outlet);
  }

  private static String host(String address) {
    try {
      String host = URI.create(address).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException noAddress) {
      return "";
    }
  }

  private static String fold(String outlet) {
    return outlet.strip().toLowerCase(Locale.ROOT);
  }
}
