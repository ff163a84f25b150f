package io.riskwire.risk;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.riskwire.risk.Dossier.Chapter;
import io.riskwire.risk.Dossier.Exhibit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dossier as a table (RFC 4180): a row for each article of each incident. */
public final class DossierCsv {
  private static final List<String> COLUMNS =
      List.of(
          "incident",
          "type",
          "status",
          "title",
          "actor",
          "vendor",
          "product",
          "effectiveDate",
          "severity",
          "confidence",
          "firstSeen",
          "article",
          "source",
          "articleTitle",
          "url",
          "published",
          "fetched",
          "version",
          "sha256",
          "quotes");

  /** What spreadsheets take for the beginning of a formula (OWASP, CSV injection). */
  private static final String FORMULA = "=+-@\t\r";

  private DossierCsv() {}

  public static String write(Dossier dossier) {
    StringWriter text = new StringWriter();
    try (CsvWriter rows = CsvWriter.builder().build(text)) {
      rows.writeRecord(COLUMNS);
      for (Chapter chapter : dossier.chapters())
        for (Exhibit exhibit : chapter.exhibits())
          rows.writeRecord(row(chapter.incident(), exhibit));
    } catch (IOException impossible) { // a text in memory
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static List<String> row(Incident incident, Exhibit exhibit) {
    var roles = incident.roles();
    return List.of(
        cell(incident.id()),
        cell(incident.type().label()),
        cell(incident.status().label()),
        cell(incident.title()),
        cell(roles.actor()),
        cell(roles.vendor()),
        cell(roles.product()),
        cell(incident.effectiveDate()),
        cell(incident.severity()),
        cell(incident.confidence()),
        cell(incident.firstSeen()),
        cell(exhibit.article()),
        cell(exhibit.outlet()),
        cell(exhibit.title()),
        cell(exhibit.url()),
        cell(exhibit.published()),
        cell(exhibit.fetched()),
        cell(exhibit.version()),
        cell(exhibit.sha256()),
        cell(String.join("; ", exhibit.quotes())));
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
