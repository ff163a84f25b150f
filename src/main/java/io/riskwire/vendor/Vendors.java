package io.riskwire.vendor;

import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is known of vendors and products: under which names, in which canonical form. */
@ApplicationScoped
public class Vendors {
  private final Map<String, String> byName = new HashMap<>();

  public Vendors() {
    this(Catalogue.load());
  }

  Vendors(Catalogue catalogue) {
    catalogue.vendors().forEach(v -> learn(v.name(), v.aliases()));
    catalogue.organisations().forEach(o -> learn(o.name(), o.aliases()));
    catalogue.products().forEach(p -> learn(p.name(), p.aliases()));
  }

  /** A name in its own right beats the alias of another; of two the one that came first. */
  private void learn(String name, Collection<String> aliases) {
    byName.put(name.toLowerCase(Locale.ROOT), name);
    for (String form : aliases) byName.putIfAbsent(form.toLowerCase(Locale.ROOT), name);
    byName.putIfAbsent(slug(name), name);
  }

  /** The canonical form of a name, an alias or a slug; what is not known stays as it is. */
  public String canonical(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT);
    return byName.getOrDefault(key, name.strip());
  }

  /** A name as it stands in an address: {@code palo-alto-networks}. */
  public static String slug(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    return String.join("-", List.of(plain.replaceAll("\\p{M}+", "").split("[^\\p{L}\\p{N}]+")))
        .replaceAll("^-|-$", "");
  }
}
