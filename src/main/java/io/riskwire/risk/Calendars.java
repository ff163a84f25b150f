package io.riskwire.risk;

import io.riskwire.account.KeyFile;
import io.riskwire.risk.ICalendar.Day;
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlists;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calendars to subscribe to: the dates of one vendor, or of a watchlist's vendors and contracts,
 * for whoever knows the address. Addresses are signed with the key of this installation's links, so
 * that none can be guessed.
 */
@ApplicationScoped
public class Calendars {
  private static final String VENDOR = "vendor-";
  private static final String WATCHLIST = "watchlist-";
  private static final int SIGNATURE = 43; // 32 bytes in Base64 without padding

  private final Directory directory;
  private final Watchlists watchlists;
  private final Risks risks;
  private final VendorFiles files;
  private final byte[] key;
  private final URI home;

  Calendars(
      Directory directory,
      Watchlists watchlists,
      Risks risks,
      VendorFiles files,
      @ConfigProperty(name = "riskwire.home", defaultValue = "index") Path folder,
      @ConfigProperty(name = "riskwire.public-url") Optional<URI> home) {
    this.directory = directory;
    this.watchlists = watchlists;
    this.risks = risks;
    this.files = files;
    this.key = HexFormat.of().parseHex(KeyFile.read(folder.resolve("links.key")));
    this.home = home.orElse(URI.create("http://localhost:8080"));
  }

  public URI ofVendor(String slug) {
    return address(VENDOR + slug);
  }

  public URI ofWatchlist(long id) {
    return address(WATCHLIST + id);
  }

  private URI address(String subject) {
    byte[] plain = subject.getBytes(StandardCharsets.UTF_8);
    return home.resolve("/calendars/" + signature(subject) + base64(plain) + ".ics");
  }

  private String signature(String subject) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return base64(mac.doFinal(("calendar " + subject).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static String base64(byte[] plain) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }

  /** The calendar at the address that ends in this name; empty where there is none. */
  public Optional<byte[]> read(String name) {
    return subject(name)
        .flatMap(
            subject ->
                subject.startsWith(VENDOR)
                    ? directory.find(subject.substring(VENDOR.length())).map(this::write)
                    : watchlists
                        .find(Long.parseLong(subject.substring(WATCHLIST.length())))
                        .map(this::write));
  }

  /** What was signed; nothing for any other text. */
  private Optional<String> subject(String name) {
    if (name.length() <= SIGNATURE || !name.endsWith(".ics")) return Optional.empty();
    try {
      String encoded = name.substring(SIGNATURE, name.length() - ".ics".length());
      String subject = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
      boolean isOurs =
          MessageDigest.isEqual(
              name.substring(0, SIGNATURE).getBytes(StandardCharsets.UTF_8),
              signature(subject).getBytes(StandardCharsets.UTF_8));
      return isOurs ? Optional.of(subject) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private byte[] write(Vendor vendor) {
    return write("Riskwire: " + vendor.name(), dates(List.of(vendor)));
  }

  private byte[] write(Watchlist watchlist) {
    List<Vendor> vendors = watchlist.vendors().stream().map(directory::named).toList();
    List<Appointment> dates = new ArrayList<>(dates(vendors));
    dates.addAll(Appointments.of(watchlist));
    return write("Riskwire: " + watchlist.name(), Appointments.inOrder(dates));
  }

  /** Two of the vendors may have a part in one incident. */
  private List<Appointment> dates(Collection<Vendor> vendors) {
    Map<String, Appointment> byKey = new TreeMap<>();
    for (Exposure exposure : risks.exposures(vendors, Weights.EVEN))
      Appointments.of(exposure.known(files.today())).forEach(d -> byKey.put(d.key(), d));
    return Appointments.inOrder(List.copyOf(byKey.values()));
  }

  private byte[] write(String title, List<Appointment> dates) {
    var out = new ByteArrayOutputStream();
    try {
      ICalendar.begin(out, title);
      for (Appointment date : dates) ICalendar.write(out, day(date));
      ICalendar.end(out);
    } catch (IOException impossible) { // in memory
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private Day day(Appointment date) {
    String page =
        date.incident() == null
            ? "/vendors/" + Vendors.slug(date.vendor())
            : "/incidents/" + date.incident();
    return new Day(
        date.key() + "@riskwire",
        date.day(),
        date.changed(),
        date.title(),
        home.resolve(page).toString());
  }
}
