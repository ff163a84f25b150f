package io.riskwire.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed: Java's own list, and what the administrator adds to it. */
final class Trust {
  private Trust() {}

  /** A trust store that cannot be read keeps the service from starting. */
  static SSLContext of(FetchSettings settings) {
    try {
      if (settings.trustStore().isEmpty()) return SSLContext.getDefault();
      SSLContext context = SSLContext.getInstance("TLS");
      KeyStore all = everything(settings.trustStore().get(), settings.trustStorePassword());
      context.init(null, new TrustManager[] {manager(all)}, null);
      return context;
    } catch (GeneralSecurityException | IOException unreadable) {
      throw new IllegalArgumentException(
          "riskwire.fetch.trust-store cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static KeyStore everything(Path file, Optional<String> password)
      throws GeneralSecurityException, IOException {
    KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
    all.load(null, null);
    List<Certificate> certificates = new ArrayList<>(List.of(manager(null).getAcceptedIssuers()));
    certificates.addAll(added(file, password.map(String::toCharArray).orElse(null)));
    for (Certificate certificate : certificates) {
      all.setCertificateEntry(String.valueOf(all.size()), certificate);
    }
    return all;
  }

  private static Collection<? extends Certificate> added(Path file, char @Nullable [] password)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    } catch (GeneralSecurityException noPem) {
      KeyStore store = KeyStore.getInstance(file.toFile(), password);
      List<Certificate> certificates = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)) certificates.add(store.getCertificate(alias));
      }
      return certificates;
    }
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
