package io.riskwire.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.base.Invalid;
import io.riskwire.vendor.Watchlist.Criticality;
import io.riskwire.vendor.Watchlist.Row;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurchasingFileTest {

  @Test
  void columnsAreKnownByTheirHeadersInAnyOrder() {
    var read =
        read(
            """
            Renewal Date,Owner,Supplier Name,Website,Product,Criticality,Contract start
            2026-12-31,ann@buyer.example,"Acme, Inc.",acme.example,Anvil,high,2026-01-01
            """);
    assertThat(read.problems()).isEmpty();
    assertThat(read.rows())
        .containsExactly(
            new Row(
                2,
                "Acme, Inc.",
                "acme.example",
                "Anvil",
                "ann@buyer.example",
                Criticality.HIGH,
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-12-31")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lieferant;Verantwortlicher;Kritikalität;Vertragsende\nAcme;Ann;hoch;31.12.2026",
        "Fournisseur\tResponsable\tCriticité\tÉchéance\nAcme\tAnn\télevée\t31/12/2026",
        "Proveedor|Responsable|Criticidad|Fecha de vencimiento\nAcme|Ann|alta|31/12/2026",
        "name,owner,criticality,renewal\nAcme,Ann,High,12/31/2026",
        "\"Vendor\",\"Owner\",\"Tier\",\"Expires\"\n\"Acme\",\"Ann\",\"2\",\"Dec 31, 2026\"",
        "供应商名称,负责人,重要度,期限\nAcme,Ann,high,2026/12/31",
        "sep=;\nLeverancier;Verantwoordelijke;Kriticiteit;Einddatum\nAcme;Ann;hoog;31-12-2026",
        "Vendor,Vendor No.,Owner,Risk Tier,End Date\nAcme,4711,Ann,High,46387"
      })
  void languagesSeparatorsAndFormsOfDatesAreKnown(String file) {
    for (Charset charset :
        new Charset[] {
          StandardCharsets.UTF_8, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE
        }) {
      var read = PurchasingFile.read(file.getBytes(charset));
      assertThat(read.problems()).isEmpty();
      Row row = read.rows().getFirst();
      assertThat(row.name()).isEqualTo("Acme");
      assertThat(row.owner()).isEqualTo("Ann");
      assertThat(row.criticality()).isEqualTo(Criticality.HIGH);
      assertThat(row.renewal()).isEqualTo("2026-12-31");
    }
  }

  @Test
  void windows1252AndUtf8WithAMarkAreTold() {
    String file = "Lieferant;Betrag\r\nMüller Bürobedarf;10,00 €\r\n";
    assertThat(PurchasingFile.read(file.getBytes(Charset.forName("windows-1252"))).rows())
        .extracting(Row::name)
        .containsExactly("Müller Bürobedarf");
    assertThat(PurchasingFile.read(("\uFEFF" + file).getBytes(StandardCharsets.UTF_8)).rows())
        .extracting(Row::name)
        .containsExactly("Müller Bürobedarf");
  }

  @Test
  void linesBeforeTheHeaderEmptyLinesAndTotalsAreNoRows() {
    var read =
        read(
            """
            Report of all vendors;;
            Created on 1 July 2026;;
            ;;
            Vendor;Spend;Owner
            Acme;100;Ann
            ;;
            Bolt;200;Bob
            Total;300;
            """);
    assertThat(read.rows()).extracting(Row::name).containsExactly("Acme", "Bolt");
    assertThat(read.rows()).extracting(Row::line).containsExactly(5, 7);
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void aBadLineIsToldWithItsNumberAndTheOthersAreKept() {
    var read =
        read(
            """
            name,owner,criticality,renewal
            Acme,Ann,huge,someday
            ,Bob,low,2026-12-31
            ???,Bob,low,2026-12-31
            Bolt,Bob,low,2026-02-31
            """);
    assertThat(read.rows()).extracting(Row::name).containsExactly("Acme", "Bolt");
    assertThat(read.problems())
        .containsExactly(
            "line 2: criticality: low, medium, high or critical, not huge",
            "line 2: not a date: someday",
            "line 3: no name",
            "line 4: name: no letter or digit in it",
            "line 5: not a date: 2026-02-31");
  }

  @Test
  void aListWithoutAHeaderIsAListOfNames() {
    assertThat(read("Acme GmbH\nBolt Ltd\n").rows())
        .extracting(Row::name)
        .containsExactly("Acme GmbH", "Bolt Ltd");
  }

  @ParameterizedTest
  @CsvSource({
    "03/04/2026, 2026-04-03",
    "2026-04-03T00:00:00, 2026-04-03",
    "3.4.26, 2026-04-03",
    "20260403, 2026-04-03",
    "3-Apr-2026, 2026-04-03",
    "3 April 2026, 2026-04-03"
  })
  void daysComeFirstUnlessTheFileShowsOtherwise(String given, String meant) {
    assertThat(read("name;renewal\nAcme;" + given).rows().getFirst().renewal()).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n ", "name,owner\n", "name\n???\n"})
  void aFileWithoutARowIsRefused(String file) {
    assertThatThrownBy(() -> read(file)).isInstanceOf(Invalid.class);
  }

  private static PurchasingFile.Read read(String file) {
    return PurchasingFile.read(file.getBytes(StandardCharsets.UTF_8));
  }
}
