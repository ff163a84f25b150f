package io.riskwire.risk;

import io.riskwire.event.Event.Roles;
import io.riskwire.risk.Dossier.Chapter;
import io.riskwire.risk.Dossier.Exhibit;
import io.riskwire.risk.Incident.Step;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A dossier as a report to print and file. The same dossier makes the same bytes; with another time
 * stamp only the stamp itself differs, where it is printed, in the date of creation and in the
 * document's id.
 */
public final class DossierPdf {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int MARGIN = 56;

  static {
    Document.compress = false; // or the stamp would change the bytes and the checksum around it
  }

  private final Dossier dossier;
  private final PdfType type = new PdfType();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);

  private DossierPdf(Dossier dossier) {
    this.dossier = dossier;
  }

  public static byte[] write(Dossier dossier) {
    return new DossierPdf(dossier).write();
  }

  private byte[] write() {
    PdfWriter writer = PdfWriter.getInstance(document, bytes);
    writer.setPageEvent(new PdfFooter(type, dossier.subject()));
    document.addTitle("Riskwire: " + dossier.subject());
    document.open();
    writer.getInfo().put(PdfName.CREATIONDATE, new PdfDate(calendar(dossier.made())));
    front();
    dossier.chapters().forEach(this::chapter);
    document.close();
    return PdfStamp.on(bytes.toByteArray());
  }

  private static Calendar calendar(Instant at) {
    return GregorianCalendar.from(at.atZone(ZoneOffset.UTC));
  }

  private void front() {
    add(type.heading("What happened: " + dossier.subject()));
    add(type.body("Incidents first seen from " + dossier.from() + " to " + dossier.to()));
    add(type.stamp("Made " + time(dossier.made())));
    int count = dossier.chapters().size();
    add(type.body(count + (count == 1 ? " incident." : " incidents.")));
    add(
        type.small(
            "Each article is given with the time at which Riskwire fetched it and the SHA-256 of"
                + " what it read: the title, two line feeds and the text of that version, in"
                + " UTF-8."));
  }

  private void chapter(Chapter chapter) {
    Incident incident = chapter.incident();
    add(type.title(incident.id() + ". " + incident.title()));
    add(type.body(facts(incident)));
    for (Step step : chapter.history()) add(type.small(step(step)));
    for (Exhibit exhibit : chapter.exhibits()) exhibit(exhibit);
  }

  private static String facts(Incident incident) {
    Roles roles = incident.roles();
    return Stream.of(
            incident.type().label() + ", " + incident.status().label(),
            named("actor", roles.actor()),
            named("vendor", roles.vendor()),
            named("product", roles.product()),
            named("scope", roles.scope()),
            named("instead", roles.replacement()),
            named("effective", incident.effectiveDate()),
            "severity " + incident.severity(),
            String.format(Locale.ROOT, "confidence %.2f", incident.confidence()),
            incident.sources() + " independent " + (incident.sources() == 1 ? "source" : "sources"),
            "first seen " + time(incident.firstSeen()))
        .filter(Objects::nonNull)
        .collect(Collectors.joining("; "));
  }

  private static @Nullable String named(String name, @Nullable Object value) {
    return value == null ? null : name + " " + value;
  }

  private static String step(Step step) {
    String by = step.by() == null ? "" : " by " + step.by();
    String act = step.act() == null ? step.status().label() : step.act() + by;
    String why = step.reason() == null ? "" : ": " + step.reason();
    String article = step.article() == null ? "" : ", article " + step.article();
    return time(step.at()) + "  " + act + article + why;
  }

  private void exhibit(Exhibit exhibit) {
    add(type.source(exhibit.outlet() + ": " + exhibit.title()));
    for (String quote : exhibit.quotes()) add(type.quote("“" + quote + "”"));
    add(type.small(exhibit.url()));
    add(
        type.small(
            "Article "
                + exhibit.article()
                + ", version "
                + exhibit.version()
                + "; published "
                + time(exhibit.published())
                + "; fetched "
                + time(exhibit.fetched())));
    add(type.small("SHA-256 " + exhibit.sha256()));
  }

  private void add(Paragraph paragraph) {
    document.add(paragraph);
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
