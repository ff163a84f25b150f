package io.riskwire.risk;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.riskwire.base.Cell;
import io.riskwire.risk.Dossier.Chapter;
import io.riskwire.risk.Dossier.Exhibit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

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
        Cell.of(incident.id()),
        Cell.of(incident.type().label()),
        Cell.of(incident.status().label()),
        Cell.of(incident.title()),
        Cell.of(roles.actor()),
        Cell.of(roles.vendor()),
        Cell.of(roles.product()),
        Cell.of(incident.effectiveDate()),
        Cell.of(incident.severity()),
        Cell.of(incident.confidence()),
        Cell.of(incident.firstSeen()),
        Cell.of(exhibit.article()),
        Cell.of(exhibit.outlet()),
        Cell.of(exhibit.title()),
        Cell.of(exhibit.url()),
        Cell.of(exhibit.published()),
        Cell.of(exhibit.fetched()),
        Cell.of(exhibit.version()),
        Cell.of(exhibit.sha256()),
        Cell.of(String.join("; ", exhibit.quotes())));
  }
}
