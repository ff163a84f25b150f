package io.riskwire.risk;

import io.riskwire.db.Database;
import io.riskwire.event.EventType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;

/** The store of the weights that watchlists give to types of incidents. */
@ApplicationScoped
public class Weightings {
  private final Database database;

  public Weightings(Database database) {
    this.database = database;
  }

  public Weights of(long watchlist) {
    Map<EventType, Double> weights = new EnumMap<>(EventType.class);
    database.read(
        h ->
            h.createQuery("SELECT type, weight FROM watchlist_weight WHERE watchlist_id = :id")
                .bind("id", watchlist)
                .map(
                    (rs, c) ->
                        weights.put(
                            EventType.valueOf(rs.getString("type")), rs.getDouble("weight")))
                .list());
    return new Weights(weights);
  }

  /** Sets them all: what is not named weighs 1. */
  public void set(long watchlist, Weights weights) {
    database.writeDurably(
        h -> {
          h.execute("DELETE FROM watchlist_weight WHERE watchlist_id = ?", watchlist);
          weights
              .byType()
              .forEach(
                  (type, weight) ->
                      h.execute(
                          "INSERT INTO watchlist_weight (watchlist_id, type, weight) VALUES (?, ?, ?)",
                          watchlist,
                          type.name(),
                          weight));
          return null;
        });
  }
}
