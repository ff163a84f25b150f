package io.riskwire;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/** A real mail server for tests. */
public final class TestMail {
  /**
   * Where GreenMail may log what is said it writes its answers byte by byte, and all but the first
   * byte waits for the other side's delayed acknowledgment (RFC 896; RFC 1122, 4.2.3.2): 40 ms an
   * answer, a quarter of a second a mail.
   */
  private static final Logger TALKATIVE = Logger.getLogger("com.icegreen.greenmail");

  private TestMail() {}

  /** Starts one that answers at once; 0: on any port. */
  public static GreenMail smtp(int port) {
    TALKATIVE.setLevel(Level.INFO);
    GreenMail mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    return mail;
  }
}
