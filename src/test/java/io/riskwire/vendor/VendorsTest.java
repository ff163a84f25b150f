package io.riskwire.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.TestClock;
import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.log.Change;
import io.riskwire.log.ChangeLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@DatabaseContract
class VendorsTest {
  private final Database database;
  private final ChangeLog log;
  private final Vendors vendors;

  VendorsTest(TestDatabase kind) {
    var clock = TestClock.at("2026-07-03T12:00:00Z");
    database = kind.fresh();
    log = new ChangeLog(database, clock);
    vendors = new Vendors(database, log, clock);
  }

  @Test
  void aNameItsAliasAndItsSlugMeanTheSame() {
    assertThat(vendors.canonical("palo-alto-networks")).isEqualTo("Palo Alto Networks");
    assertThat(vendors.canonical("PALO ALTO NETWORKS")).isEqualTo("Palo Alto Networks");
    assertThat(vendors.canonical("Nobody Knows This")).isEqualTo("Nobody Knows This");
  }

  @Test
  void anAddedVendorIsKnownToTextsAtOnceAndOnOtherNodesWhenTheyFollow() {
    var other = new Vendors(database, log, TestClock.at("2026-07-03T12:00:00Z"));
    assertThat(named(other, "Quillstack was hacked.")).isEmpty();
    vendors.add(vendor("Quillstack", null, "Quillstack Labs"));
    assertThat(named(vendors, "Quillstack Labs was hacked.")).containsExactly("Quillstack");
    assertThat(log.after(0, 10)).extracting(Change::subject).containsExactly(Change.Subject.VENDOR);
    other.renew();
    assertThat(named(other, "Quillstack was hacked.")).containsExactly("Quillstack");
  }

  @Test
  void whatIsKnownUnderAnotherNameIsNotAddedTwice() {
    assertThatThrownBy(() -> vendors.add(vendor("IBM", null)))
        .isInstanceOf(Invalid.class)
        .hasMessage("is known as IBM");
    assertThatThrownBy(() -> vendors.add(vendor("…", null))).isInstanceOf(Invalid.class);
  }

  @Test
  void aRenamedVendorIsFoundUnderBothNamesAndItsAddressForwards() {
    vendors.add(vendor("Quillstack", null));
    vendors.change("quillstack", vendor("Inkwell Systems", "Anthropic"));
    assertThat(vendors.forward("quillstack")).hasValue("inkwell-systems");
    assertThat(vendors.find("quillstack")).isEmpty();
    assertThat(vendors.find("inkwell-systems"))
        .hasValueSatisfying(v -> assertThat(v.owner()).isEqualTo("Anthropic"));
    assertThat(vendors.canonical("quillstack")).isEqualTo("Inkwell Systems");
    assertThat(named(vendors, "Quillstack was hacked.")).containsExactly("Inkwell Systems");
    vendors.change("inkwell-systems", vendor("Quillstack", null));
    assertThat(vendors.forward("quillstack")).isEmpty();
    assertThat(vendors.forward("inkwell-systems")).hasValue("quillstack");
  }

  @Test
  void aBundledVendorKeepsItsProductsWhenItIsMerged() {
    vendors.add(vendor("Inkwell Systems", null));
    vendors.merge("anthropic", "inkwell-systems");
    assertThat(vendors.forward("anthropic")).hasValue("inkwell-systems");
    assertThat(vendors.canonical("Anthropic")).isEqualTo("Inkwell Systems");
    assertThat(vendors.products("Inkwell Systems"))
        .extracting(Product::name)
        .contains("Claude", "Claude Code");
    assertThatThrownBy(() -> vendors.merge("anthropic", "inkwell-systems"))
        .isInstanceOf(Invalid.class);
    long forwarded =
        log.after(0, 10).stream().filter(c -> c.what().equals("merged")).findFirst().get().id();
    assertThat(vendors.renamed(forwarded))
        .hasValue(new Vendors.Renamed("Anthropic", "Inkwell Systems"));
  }

  @Test
  void whatUsersChangedIsThereAfterARestart() {
    vendors.add(vendor("Quillstack", null));
    vendors.merge("quillstack", "anthropic");
    var again = new Vendors(database, log, TestClock.at("2026-07-03T12:00:00Z"));
    assertThat(again.canonical("Quillstack")).isEqualTo("Anthropic");
    assertThat(again.find("anthropic").orElseThrow().aliases()).contains("Quillstack");
  }

  private static Vendor vendor(String name, @Nullable String owner, String... aliases) {
    return new Vendor(name, "software", "", owner, List.of(aliases), List.of());
  }

  private static List<@Nullable String> named(Vendors vendors, String text) {
    return vendors.names().find(List.of(Words.of(text))).getFirst().stream()
        .map(f -> f.known().vendor())
        .toList();
  }
}
