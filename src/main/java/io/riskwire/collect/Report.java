package io.riskwire.collect;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.riskwire.account.Accounts;
import io.riskwire.article.Articles;
import io.riskwire.risk.Incidents;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.Source.State;
import io.riskwire.source.Sources;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Tells whoever watches the terminal what happens, whenever there is something new to tell. */
@ApplicationScoped
class Report {
  private static final Logger LOG = Logger.getLogger(Report.class.getName());
  private static final int LAST = 10_000;

  private final Accounts accounts;
  private final Sources sources;
  private final Articles articles;
  private final Incidents incidents;
  private final String address;
  private @Nullable Thread thread;

  Report(
      Accounts accounts,
      Sources sources,
      Articles articles,
      Incidents incidents,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.accounts = accounts;
    this.sources = sources;
    this.articles = articles;
    this.incidents = incidents;
    this.address = "http://" + (host.equals("0.0.0.0") ? "localhost" : host) + ":" + port;
  }

  void start(@Observes @Priority(LAST) StartupEvent event) {
    LOG.info(
        accounts.exist()
            ? "Riskwire is ready: " + address
            : "Riskwire is ready. Set it up once at "
                + address
                + "/setup?token="
                + accounts.setUpToken());
    thread = Thread.ofVirtual().name("report").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    if (thread != null) thread.interrupt();
  }

  private void run() {
    String last = "";
    try {
      for (int seconds = 2; ; seconds = Math.min(60, seconds * 2)) {
        TimeUnit.SECONDS.sleep(seconds);
        String now = sentence();
        if (!now.equals(last)) LOG.info(now);
        last = now;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private String sentence() {
    var all = sources.list().stream().filter(s -> s.origin() != Origin.SAMPLE).toList();
    long read = all.stream().filter(s -> s.health().lastGood() != null).count();
    long failing = all.stream().filter(s -> sources.state(s) == State.FAILING).count();
    return "%d of %d sources read%s, %d articles, %d incidents: %s"
        .formatted(
            read,
            all.size(),
            failing == 0 ? "" : ", " + failing + " cannot be reached (the page Sources says why)",
            articles.count(),
            incidents.count(),
            address);
  }
}
