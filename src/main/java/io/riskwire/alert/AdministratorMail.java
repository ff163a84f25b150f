package io.riskwire.alert;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.riskwire.account.Accounts;
import io.riskwire.account.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Mail to those who run the service, about the service itself. */
@ApplicationScoped
public class AdministratorMail {
  private final Accounts accounts;
  private final Mailer mailer;
  private final MailServer server;

  AdministratorMail(Accounts accounts, Mailer mailer, MailServer server) {
    this.accounts = accounts;
    this.mailer = mailer;
    this.server = server;
  }

  /** Whether there is a server to send to, and an administrator with a verified address. */
  public boolean canBeSent() {
    return server.isSetUp() && !recipients().isEmpty();
  }

  /** Sends to each of them; throws what the mail server throws. */
  public void send(String subject, String text) {
    for (String to : recipients())
      mailer.send(Mail.withText(to, subject, text).addHeader("Auto-Submitted", "auto-generated"));
  }

  private List<String> recipients() {
    return accounts.administrators().stream()
        .filter(User::verified)
        .map(User::email)
        .filter(email -> email != null && !email.isBlank())
        .map(String::valueOf)
        .toList();
  }
}
