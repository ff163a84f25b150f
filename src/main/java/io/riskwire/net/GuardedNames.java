package io.riskwire.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * What the HTTP client connects to: it asks here when it opens a connection and takes the very
 * addresses that were checked, so a name that changes its answer gains nothing.
 */
record GuardedNames(Resolver resolver, Guard guard) implements DnsResolver {

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = literalOr(host);
    guard.check(host, found);
    return found;
  }

  /** For a proxy, which looks names up itself and may know some that we do not. */
  void checkAhead(String host) throws Guard.Refused {
    try {
      resolve(host);
    } catch (Guard.Refused refused) {
      throw refused;
    } catch (UnknownHostException unknown) {
      // then the proxy has the say
    }
  }

  GuardedNames unguarded() {
    return new GuardedNames(resolver, new Guard(true, List.of()));
  }

  private InetAddress[] literalOr(String host) throws UnknownHostException {
    boolean isLiteral = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    return isLiteral ? new InetAddress[] {InetAddress.ofLiteral(host)} : resolver.resolve(host);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
