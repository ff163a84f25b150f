package io.riskwire.alert;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;

/** Whether there is a mail server to send to; until there is, messages wait. */
@ApplicationScoped
public class MailServer {
  private static final String HOST = "quarkus.mailer.host";

  private final boolean isSetUp;

  /** The mailer has a default host, which nobody chose: defaults have the lowest of ordinals. */
  MailServer(Config config) {
    var host = config.getConfigValue(HOST);
    this.isSetUp = host.getValue() != null && host.getSourceOrdinal() > 0;
  }

  public boolean isSetUp() {
    return isSetUp;
  }
}
