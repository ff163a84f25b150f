package io.riskwire.vendor;

import java.util.List;

/** An authority, a court, an army, a parliament, or a group of intruders ({@code kind=group}). */
public record Organisation(String name, String kind, String country, List<String> aliases) {
  public Organisation {
    aliases = List.copyOf(aliases);
  }
}
