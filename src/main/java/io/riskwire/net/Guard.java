package io.riskwire.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Says which IP addresses may be called: the public ones, and those that the settings permit. */
final class Guard {
  /** IANA's registry of IPv4 special-purpose addresses (RFC 6890 and its updates), multicast. */
  private static final List<Network> SPECIAL_IPV4 =
      networks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared by customers of a provider
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local, the clouds' metadata
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays, given up
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast

  /** Of IPv6 only this is routed in public; loopback, ULA, link-local and so on lie outside. */
  private static final Network GLOBAL_IPV6 = Network.of("2000::/3");

  private static final List<Network> SPECIAL_IPV6 =
      networks(
          "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4: an IPv4 address in disguise
          "3fff::/20"); // documentation

  /** On networks without IPv4 the resolver makes these of IPv4 addresses (RFC 6052). */
  private static final Network NAT64 = Network.of("64:ff9b::/96");

  private final boolean isOpen;
  private final Set<String> hosts = new HashSet<>();
  private final List<Network> networks = new ArrayList<>();

  /** {@code allowed}: host names, IP addresses and networks; a mistake in it is thrown. */
  Guard(boolean isOpen, List<String> allowed) {
    this.isOpen = isOpen;
    for (String entry : allowed) {
      String plain = entry.strip().toLowerCase(Locale.ROOT);
      if (plain.matches(".*/.*|[0-9.]+|.*:.*")) networks.add(Network.of(plain));
      else hosts.add(Address.of("http://" + plain + "/").host());
    }
  }

  /** Refuses a host if any of its addresses is not to be called: then it plays a game. */
  void check(String host, InetAddress... addresses) throws Refused {
    if (isOpen || hosts.contains(host)) return;
    for (InetAddress address : addresses) {
      byte[] bytes = address.getAddress();
      if (!isPublic(bytes) && networks.stream().noneMatch(n -> n.contains(bytes))) {
        throw new Refused(host);
      }
    }
  }

  private static boolean isPublic(byte[] address) {
    if (address.length == 4) return SPECIAL_IPV4.stream().noneMatch(n -> n.contains(address));
    if (NAT64.contains(address)) return isPublic(Arrays.copyOfRange(address, 12, 16));
    return GLOBAL_IPV6.contains(address)
        && SPECIAL_IPV6.stream().noneMatch(n -> n.contains(address));
  }

  private static List<Network> networks(String... ranges) {
    return Stream.of(ranges).map(Network::of).toList();
  }

  /** The host leads where it must not. The address stays unsaid: it would map the inside. */
  static final class Refused extends UnknownHostException {
    Refused(String host) {
      super(
          host
              + " leads into a private or reserved network; an administrator can permit that in the"
              + " settings");
    }
  }
}
