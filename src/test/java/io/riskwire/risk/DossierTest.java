package io.riskwire.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.event.Event.Roles;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import io.riskwire.risk.Dossier.Chapter;
import io.riskwire.risk.Dossier.Exhibit;
import io.riskwire.risk.Incident.Cause;
import io.riskwire.risk.Incident.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class DossierTest {
  private static final Instant NOON = Instant.parse("2026-07-10T12:00:00Z");
  private static final Instant NIGHT = Instant.parse("2027-11-23T22:36:48Z");

  @Test
  void theSameReportTwiceIsTheSameByteForByte() {
    assertThat(
            Arrays.equals(DossierPdf.write(dossier(NOON, 3)), DossierPdf.write(dossier(NOON, 3))))
        .isTrue();
  }

  @Test
  void withAnotherTimeStampOnlyTheStampDiffers() {
    assertThat(withoutStamp(DossierPdf.write(dossier(NOON, 0))))
        .isEqualTo(withoutStamp(DossierPdf.write(dossier(NIGHT, 0))));
    assertThat(withoutStamp(DossierPdf.write(dossier(NOON, 40))))
        .isEqualTo(withoutStamp(DossierPdf.write(dossier(NIGHT, 40))))
        .isNotEqualTo(withoutStamp(DossierPdf.write(dossier(NOON, 39))));
  }

  /** Where it is printed, in the metadata, and in the id that follows from both. */
  private static String withoutStamp(byte[] pdf) {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    assertThat(text.contains("/CreationDate(D:")).isTrue();
    return Dossiers.sha256(
        text.replaceFirst("Made [0-9-]{10} [0-9:]{8} UTC", "Made")
            .replaceFirst("D:[0-9]{14}", "D:")
            .replaceFirst("<[0-9a-f]{32}><[0-9a-f]{32}>]", ""));
  }

  @Test
  void itReadsAsEvidence() throws Exception {
    PdfReader reader = new PdfReader(DossierPdf.write(dossier(NOON, 1)));
    assertThat(text(reader, 1))
        .contains("What happened: Anthropic")
        .contains("Alibaba bans Claude Code")
        .contains("“Alibaba has banned Claude Code”")
        .contains("https://a.example/1")
        .contains("fetched 2026-07-03 10:05:00 UTC")
        .contains("SHA-256 " + "0123456789abcdef".repeat(4));
    assertThat(reader.getInfo()).containsEntry("Title", "Riskwire: Anthropic");
  }

  @Test
  void longReportsGoOnOnFurtherPagesAndMayBeInAnyScript() throws Exception {
    PdfReader reader = new PdfReader(DossierPdf.write(dossier(NOON, 40)));
    assertThat(reader.getNumberOfPages()).isGreaterThan(5);
    assertThat(text(reader, 1)).contains("Привет żółw");
  }

  private static String text(PdfReader reader, int page) throws IOException {
    return new PdfTextExtractor(reader).getTextFromPage(page).replaceAll("\\s+", " ");
  }

  @Test
  void theHashIsThatOfTitleTwoLineFeedsAndText() {
    // printf 'a\n\nb' | sha256sum
    assertThat(Dossiers.sha256("a\n\nb"))
        .isEqualTo("38022fd2b8dbc5cb3d2cee74e083edbf59e3d4e13d067ebcb5db633d4cff4d8c");
  }

  @Test
  void asATableItHasARowForEachArticleAndNoFormula() {
    assertThat(DossierCsv.write(dossier(NOON, 2)).lines()).hasSize(3);
    assertThat(DossierCsv.write(dossier(NOON, 1)))
        .contains("1,tool-ban,in-force,Alibaba bans Claude Code,Alibaba,Anthropic,Claude Code")
        .contains(",'=1+1 克劳德 Привет żółw,https://a.example/1,");
  }

  private static Dossier dossier(Instant made, int count) {
    return new Dossier(
        "Anthropic",
        LocalDate.parse("2026-04-12"),
        LocalDate.parse("2026-07-10"),
        made,
        IntStream.rangeClosed(1, count).mapToObj(DossierTest::chapter).toList());
  }

  private static Chapter chapter(int id) {
    Instant seen = Instant.parse("2026-07-03T10:00:00Z");
    var incident =
        new Incident(
            id,
            EventType.TOOL_BAN,
            Status.IN_FORCE,
            "Alibaba bans Claude Code",
            new Roles("Alibaba", "Anthropic", "Claude Code", null, "Qoder"),
            LocalDate.parse("2026-07-10"),
            Set.of(),
            62,
            0.91,
            seen,
            seen,
            1,
            null,
            false,
            false,
            null,
            null);
    var step = new Step(seen, Status.IN_FORCE, Cause.ARTICLE, 1L, null, null, null, null);
    var exhibit =
        new Exhibit(
            1,
            "a.example",
            "=1+1 克劳德 Привет żółw",
            "https://a.example/1",
            seen,
            Instant.parse("2026-07-03T10:05:00Z"),
            1,
            "0123456789abcdef".repeat(4),
            List.of("Alibaba has banned Claude Code"));
    return new Chapter(incident, List.of(step), List.of(exhibit));
  }
}
