package io.riskwire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The order of packages is the architecture: each imports only what stands above it. */
class ArchitectureTest {
  private static final String ROOT = "io.riskwire";

  private static final List<String> ORDER =
      List.of(
          "base",
          "db",
          "log",
          "net",
          "account",
          "vendor",
          "source",
          "article",
          "event",
          "story",
          "risk",
          "search",
          "search.lucene",
          "search.opensearch",
          "alert",
          "intake",
          "collect",
          "api",
          "mcp",
          "ui");

  /** Imported by nobody, or not by each other. */
  private static final Set<String> LEAVES =
      Set.of("search.lucene", "search.opensearch", "api", "mcp", "ui");

  /** Boxed libraries, and the packages that may open the box. */
  private static final Map<String, Set<String>> BOXES =
      Map.of(
          "org.apache.lucene..", Set.of("search.lucene", "story"),
          "org.openpdf..", Set.of("risk"),
          "com.rometools..", Set.of("collect", "api"),
          "jakarta.ws.rs..", Set.of("api", "ui"),
          "org.opensearch..", Set.of("search.opensearch"),
          "org.apache.hc..", Set.of("net", "search.opensearch"),
          "java.net.http..", Set.of("net"),
          "org.flywaydb..", Set.of("db"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    Set<String> packages =
        CLASSES.stream()
            .map(ArchitectureTest::name)
            .filter(n -> !n.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(ORDER).containsAll(packages);
  }

  @Test
  void aPackageImportsOnlyWhatStandsAboveIt() {
    for (int i = 0; i < ORDER.size(); i++) {
      String[] below =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(n -> ROOT + "." + n)
              .toArray(String[]::new);
      if (below.length == 0) continue;
      ArchRule rule =
          noClasses()
              .that()
              .resideInAPackage(ROOT + "." + ORDER.get(i))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(below)
              .allowEmptyShould(true);
      rule.check(CLASSES);
    }
  }

  @Test
  void nobodyImportsAnEngineAndApiAndPagesDoNotKnowEachOther() {
    for (String leaf : LEAVES)
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "." + leaf)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "." + leaf)
          .allowEmptyShould(true)
          .check(CLASSES);
  }

  @Test
  void aLibraryInABoxIsOpenedOnlyWhereItBelongs() {
    BOXES.forEach(
        (library, allowed) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    allowed.stream().map(n -> ROOT + "." + n).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES));
  }

  @Test
  void everyPackageIsNullMarked() {
    for (String name : ORDER) {
      if (CLASSES.stream().noneMatch(c -> name(c).equals(name))) continue;
      assertThat(CLASSES.getPackage(ROOT + "." + name).tryGetPackageInfo())
          .as(name)
          .hasValueSatisfying(
              info -> assertThat(info.isAnnotatedWith(NullMarked.class)).as(name).isTrue());
    }
  }

  @Test
  void timeComesFromTheClockThatWasGiven() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void restResourcesShowNothingToOtherPackages() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + ".api", ROOT + ".mcp", ROOT + ".ui")
        .and()
        .areTopLevelClasses()
        .should()
        .notBePublic()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static String name(JavaClass type) {
    String full = type.getPackageName();
    return full.equals(ROOT) ? "" : full.substring(ROOT.length() + 1);
  }
}
