package io.riskwire.net;

import io.riskwire.net.Fetched.Failed;
import io.riskwire.net.Fetched.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;

/** What a user is told when a connection fails. */
final class Trouble {
  private Trouble() {}

  static NoAnswer late(Address address) {
    return new NoAnswer(Kind.TIMEOUT, address.host() + " did not finish its answer in time");
  }

  static NoAnswer stopping() {
    return new NoAnswer(Kind.INTERRUPTED, "the service is stopping");
  }

  static NoAnswer of(IOException trouble, Address address) {
    Throwable root = trouble.getCause() instanceof MessageConstraintException c ? c : trouble;
    String host = address.host();
    Failed failed =
        switch (root) {
          case Guard.Refused refused ->
              failed(Kind.REFUSED_ADDRESS, String.valueOf(refused.getMessage()));
          case UnknownHostException unknown -> failed(Kind.DNS, "there is no host " + host);
          case Unpacking.TooLarge large -> failed(Kind.TOO_LARGE, "the answer is too large");
          case MessageConstraintException large ->
              failed(Kind.TOO_LARGE, "the head of the answer is too large");
          case ConnectTimeoutException slow ->
              failed(Kind.TIMEOUT, host + " did not take the connection in time");
          case SocketTimeoutException slow ->
              failed(Kind.TIMEOUT, host + " was silent for too long");
          case InterruptedIOException slow -> failed(Kind.TIMEOUT, host + " took too long");
          case SSLException tls ->
              failed(Kind.TLS, "no secure connection to " + host + ": " + firstLine(tls));
          case SocketException broken ->
              failed(Kind.CONNECT, "no connection to " + host + ", or it broke off");
          case ZipException packed -> failed(Kind.PROTOCOL, "the answer cannot be unpacked");
          case EOFException cut -> failed(Kind.PROTOCOL, "the answer stops in the middle");
          case ConnectionClosedException cut ->
              failed(Kind.PROTOCOL, "the answer stops in the middle");
          default -> failed(Kind.PROTOCOL, host + " gave no answer that can be read");
        };
    return new NoAnswer(failed, trouble);
  }

  private static Failed failed(Kind kind, String reason) {
    return new Failed(null, kind, reason);
  }

  private static String firstLine(Throwable trouble) {
    return String.valueOf(trouble.getMessage()).lines().findFirst().orElse("");
  }
}
