package io.riskwire.alert;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Alerts.Outgoing;
import io.riskwire.alert.Delivery.Done;
import io.riskwire.alert.Delivery.Later;
import io.riskwire.alert.Delivery.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sends mail. All messages about one happening are one thread, each can be answered by leaving. */
@ApplicationScoped
class MailCourier implements Courier {
  private static final Pattern REPLY = Pattern.compile("(?s).*\\b[45][0-9][0-9]\\b.*");
  private static final Pattern FOR_GOOD = Pattern.compile("(?s).*\\b5[0-9][0-9]\\b.*");

  private final Mailer mailer;
  private final Links links;

  MailCourier(Mailer mailer, Links links) {
    this.mailer = mailer;
    this.links = links;
  }

  @Override
  public Delivery bring(Outgoing message) {
    try {
      mailer.send(mail(message));
      return new Done("accepted by the mail server");
    } catch (RuntimeException failure) {
      return outcome(reason(failure));
    }
  }

  private Mail mail(Outgoing message) {
    Mail mail =
        Mail.withText(message.to(), message.letter().subject(), message.letter().text())
            .setHtml(message.letter().html())
            .addHeader("Message-ID", links.messageId(message.alert().id()))
            .addHeader("Auto-Submitted", "auto-generated") // RFC 3834, 5
            .addHeader("X-Auto-Response-Suppress", "All"); // what Exchange reads in its place
    if (message.first() != message.alert().id()) {
      String first = links.messageId(message.first());
      mail.addHeader("In-Reply-To", first).addHeader("References", first);
    }
    if (message.purpose() != Purpose.CONFIRM) {
      var leave = links.to(Links.Purpose.UNSUBSCRIBE, message.alert().subscription());
      mail.addHeader("List-Unsubscribe", "<" + leave + ">"); // RFC 2369, 3.2
      mail.addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"); // RFC 8058, 3.1
    }
    return mail;
  }

  /** An answer of the 5xx class to the recipient is for good (RFC 5321, 4.2.1). */
  private static Delivery outcome(String problem) {
    boolean isAboutRecipient = problem.toLowerCase(Locale.ROOT).contains("recipient");
    if (isAboutRecipient && FOR_GOOD.matcher(problem).matches()) return new Refused(problem, true);
    return new Later(problem, null, !REPLY.matcher(problem).matches());
  }

  private static String reason(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) last = last.getCause();
    String message =
        last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    return message.substring(0, Math.min(300, message.length()));
  }
}
