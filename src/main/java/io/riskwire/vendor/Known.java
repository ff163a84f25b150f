package io.riskwire.vendor;

import org.jspecify.annotations.Nullable;

/**
 * What the base knows under a name: the canonical name, the maker ({@code vendor}; itself for a
 * vendor), what sort of thing it is ({@code ai}, {@code regulator}), and whether the words that
 * matched mean something else in ordinary English.
 */
public record Known(
    Mention.Kind kind, String name, @Nullable String vendor, String sort, boolean isAmbiguous) {}
