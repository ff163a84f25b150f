package io.riskwire.alert;

import io.riskwire.account.User;
import io.riskwire.alert.Channel.Kind;
import io.riskwire.alert.Subscription.Schedule;
import io.riskwire.alert.Subscription.State;
import io.riskwire.alert.Subscription.Watched;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.base.Invalid;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlist.Entry;
import io.riskwire.vendor.Watchlists;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the owners of a watchlist's entries of what concerns their vendors: each address has a
 * subscription of its own, which it confirms, changes and ends like any other. Who ended it is not
 * asked again.
 */
@ApplicationScoped
public class Owners {
  private final Watchlists watchlists;
  private final Subscriptions subscriptions;

  public Owners(Watchlists watchlists, Subscriptions subscriptions) {
    this.watchlists = watchlists;
    this.subscriptions = subscriptions;
  }

  /** Of a watchlist the vendors that are watched: all, or those of one owner. */
  static Set<String> vendors(Watchlist watchlist, Watched watched) {
    String owner = watched.owner();
    if (owner == null) return watchlist.vendors();
    if (!watchlist.tellsOwners()) return Set.of();
    return watchlist.entries().stream()
        .filter(e -> owner.equalsIgnoreCase(e.row().owner()))
        .map(e -> e.match().vendor())
        .flatMap(v -> Optional.ofNullable(v).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Asks by mail those owners who have not been asked yet, if the watchlist tells its owners. */
  void ask(long watchlist) {
    tell(watchlist, false);
  }

  /**
   * The same; an administrator may vouch that the owners of now want it, so that nobody is asked.
   */
  public void tell(User caller, long watchlist, boolean isVouched) {
    tell(watchlist, isVouched && caller.role() == User.Role.ADMINISTRATOR);
  }

  private void tell(long id, boolean isVouched) {
    Watchlist watchlist = watchlists.find(id).filter(Watchlist::tellsOwners).orElse(null);
    if (watchlist == null || !watchlist.isKept()) return;
    List<Subscription> known = subscriptions.everOf(id);
    for (String owner : addresses(watchlist)) {
      Optional<Subscription> before = known.stream().filter(s -> isOf(s, owner)).findFirst();
      if (before.isEmpty()) subscriptions.addFor(wish(watchlist, owner), isVouched);
      else if (isVouched && before.get().state() == State.PENDING)
        subscriptions.setState(before.get().id(), State.ACTIVE);
    }
  }

  private static boolean isOf(Subscription subscription, String owner) {
    Watched watched = subscription.wish().watched();
    return watched != null && owner.equalsIgnoreCase(watched.owner());
  }

  /** The owners that are addresses; names are nobody to write to. */
  public static Set<String> addresses(Watchlist watchlist) {
    Set<String> addresses = new LinkedHashSet<>();
    for (Entry entry : watchlist.entries()) {
      String owner = entry.row().owner();
      if (owner != null && isAddress(owner)) addresses.add(owner.strip().toLowerCase(Locale.ROOT));
    }
    return addresses;
  }

  private static boolean isAddress(String owner) {
    try {
      return owner.contains("@") && !new Channel(Kind.EMAIL, owner).to().isEmpty();
    } catch (Invalid notOne) {
      return false;
    }
  }

  private static Wish wish(Watchlist watchlist, String owner) {
    String name = "Your vendors in " + watchlist.name();
    return new Wish(
        name.length() <= 200 ? name : name.substring(0, 200),
        "",
        List.of(),
        List.of(),
        null,
        List.of(),
        new Channel(Kind.EMAIL, owner),
        Schedule.IMMEDIATE,
        "UTC",
        null,
        false,
        new Watched(watchlist.id(), owner));
  }

  /** How many subscriptions but the owners' own rest on a watchlist. */
  public long others(long watchlist) {
    return subscriptions.list().stream()
        .map(s -> s.wish().watched())
        .filter(w -> w != null && w.watchlist() == watchlist && w.owner() == null)
        .count();
  }

  /** Ends what its owners were told by a watchlist that is taken away. */
  public void forget(long watchlist) {
    for (Subscription s : subscriptions.list())
      if (isOwners(s.wish().watched(), watchlist)) subscriptions.remove(s.id());
  }

  private static boolean isOwners(@Nullable Watched watched, long watchlist) {
    return watched != null && watched.watchlist() == watchlist && watched.owner() != null;
  }
}
