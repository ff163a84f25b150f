package io.riskwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be set is documented: every key of the code stands in docs/settings.md. */
class SettingsTest {
  private static final Path SOURCES = Path.of("src/main/java/io/riskwire");
  private static final Pattern KEY = Pattern.compile("name = \"(riskwire\\.[a-z.-]+)\"");

  @Test
  void everyKeyStandsInTheSettings() throws IOException {
    String settings = Files.readString(Path.of("docs/settings.md"));
    Set<String> keys = new TreeSet<>(mapped());
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList())
        KEY.matcher(Files.readString(file)).results().forEach(m -> keys.add(m.group(1)));
    }
    assertThat(keys).contains("riskwire.home", "riskwire.fetch.host-gap");
    assertThat(keys).allSatisfy(key -> assertThat(settings).contains("`" + key + "`"));
  }

  private static Set<String> mapped() {
    Set<String> keys = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.riskwire")) {
      if (!type.isAnnotatedWith(ConfigMapping.class)) continue;
      String prefix = type.getAnnotationOfType(ConfigMapping.class).prefix();
      for (JavaMethod method : type.getMethods()) keys.add(prefix + "." + dashed(method.getName()));
    }
    return keys;
  }

  private static String dashed(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
