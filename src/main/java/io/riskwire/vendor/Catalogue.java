package io.riskwire.vendor;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The names that Riskwire brings along: three CSV files on the class path. */
public record Catalogue(
    List<Vendor> vendors, List<Product> products, List<Organisation> organisations) {
  public Catalogue {
    vendors = List.copyOf(vendors);
    products = List.copyOf(products);
    organisations = List.copyOf(organisations);
  }

  /** Reads the bundled files. */
  public static Catalogue load() {
    return new Catalogue(
        read("vendors.csv", Catalogue::vendor),
        read("products.csv", Catalogue::product),
        read("organisations.csv", Catalogue::organisation));
  }

  private static Vendor vendor(NamedCsvRecord row) {
    return new Vendor(
        row.getField("name"),
        row.getField("kind"),
        row.getField("country"),
        orNull(row.getField("owner")),
        list(row.getField("aliases")),
        list(row.getField("ambiguous")));
  }

  private static Product product(NamedCsvRecord row) {
    return new Product(
        row.getField("name"),
        row.getField("vendor"),
        row.getField("kind"),
        list(row.getField("aliases")),
        list(row.getField("ambiguous")));
  }

  private static Organisation organisation(NamedCsvRecord row) {
    return new Organisation(
        row.getField("name"),
        row.getField("kind"),
        row.getField("country"),
        list(row.getField("aliases")));
  }

  private static <T> List<T> read(String file, Function<NamedCsvRecord, T> row) {
    try (Reader in = open(file);
        CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(in)) {
      return csv.stream().map(row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  private static Reader open(String file) throws IOException {
    InputStream in = Catalogue.class.getResourceAsStream("/vendor/" + file);
    if (in == null) throw new IOException("not on the class path: /vendor/" + file);
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }

  private static List<String> list(String field) {
    return field.isBlank() ? List.of() : List.of(field.split("\\|"));
  }

  private static @Nullable String orNull(String field) {
    return field.isBlank() ? null : field;
  }
}
