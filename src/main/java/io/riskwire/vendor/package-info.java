/**
 * Who is who: {@link io.riskwire.vendor.Names} finds vendors, products and authorities in the
 * {@link io.riskwire.vendor.Words} of a text and says why each matched. What it knows comes from a
 * {@link io.riskwire.vendor.Catalogue}: {@code Names.of(catalogue)} takes the bundled names and any
 * others.
 */
@NullMarked
package io.riskwire.vendor;

import org.jspecify.annotations.NullMarked;
