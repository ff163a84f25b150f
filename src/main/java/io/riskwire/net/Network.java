package io.riskwire.net;

import java.net.InetAddress;

/** A range of IP addresses, {@code 10.0.0.0/8}; a single address is a range of one. */
@SuppressWarnings("ArrayRecordComponent") // looked into, never compared
record Network(byte[] prefix, int bits) {

  /** Throws {@link IllegalArgumentException} if {@code text} is no range. */
  static Network of(String text) {
    String[] parts = text.strip().split("/", 2);
    byte[] prefix = InetAddress.ofLiteral(parts[0]).getAddress();
    int bits = parts.length > 1 ? Integer.parseInt(parts[1]) : prefix.length * 8;
    if (bits < 0 || bits > prefix.length * 8) throw new IllegalArgumentException(text);
    return new Network(prefix, bits);
  }

  boolean contains(byte[] address) {
    if (address.length != prefix.length) return false;
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (address[i] != prefix[i]) return false;
    }
    int rest = bits % 8;
    return rest == 0 || ((address[whole] ^ prefix[whole]) & 0xff) >> (8 - rest) == 0;
  }
}
